import { runLoad } from '#lib/server/http/responses.ts';
import { viewCohortReport } from '#lib/server/services/cohorts/cohort-report.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const { cohort, course, report, words } = await viewCohortReport(locals.ctx, params.id);
    return {
      cohort: { id: cohort.id, name: cohort.name },
      language: course.document.language,
      learners: report.learners,
      words,
    };
  }, url.pathname);
