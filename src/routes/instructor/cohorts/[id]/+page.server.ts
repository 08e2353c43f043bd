import { routes } from '#lib/client/routes.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { viewCohort } from '#lib/server/services/cohorts/view-cohort.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const { course, ...cohort } = await viewCohort(locals.ctx, {
      id: params.id,
      show: url.searchParams.get('show'),
      sort: url.searchParams.get('sort'),
      direction: url.searchParams.get('dir'),
      words: url.searchParams.get('q'),
    });
    return {
      cohort,
      course: {
        title: course.document.title,
        language: course.document.language,
        modules: course.document.modules.map(({ key, shortTitle, sector }) => ({ key, shortTitle, sector })),
      },
      joinAddress: locals.ctx.origin + routes.joinCohort(cohort.joinCode),
      query: url.search,
    };
  }, url.pathname + url.search);
