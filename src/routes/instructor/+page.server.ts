import { runLoad } from '#lib/server/http/responses.ts';
import { viewOverview } from '#lib/server/services/cohorts/view-overview.ts';
import { countTimes, listRecordings } from '#lib/server/services/segments/list-recordings.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  runLoad(async () => {
    const [cohorts, recordings] = await Promise.all([viewOverview(locals.ctx), listRecordings(locals.ctx)]);
    const courses = new Map(cohorts.map(({ course }) => [course.slug, course.title]));
    return {
      courses: [...courses].flatMap(([slug, title]) => (slug === '' ? [] : [{ slug, title }])),
      times: countTimes(recordings),
      cohorts,
    };
  }, url.pathname);
