import { routes } from '#lib/client/routes.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { listCohorts } from '#lib/server/services/cohorts/list-cohorts.ts';
import { countTimes, listRecordings } from '#lib/server/services/segments/list-recordings.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  runLoad(async () => {
    const [cohorts, recordings] = await Promise.all([listCohorts(locals.ctx), listRecordings(locals.ctx)]);
    const courses = new Map(cohorts.map(({ courseSlug, courseTitle }) => [courseSlug, courseTitle]));
    return {
      courses: [...courses].flatMap(([slug, title]) => (slug === '' ? [] : [{ slug, title }])),
      times: countTimes(recordings),
      cohorts: cohorts.map((cohort) => ({
        ...cohort,
        joinAddress: locals.ctx.origin + routes.joinCohort(cohort.joinCode),
      })),
    };
  }, url.pathname);
