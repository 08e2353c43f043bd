import { runLoad } from '#lib/server/http/responses.ts';
import { viewFeedback } from '#lib/server/services/analysis/view-feedback.ts';
import { moduleCharts } from '#lib/server/services/cohorts/module-charts.ts';
import { viewModule } from '#lib/server/services/cohorts/view-module.ts';
import { placeOf } from '#lib/server/services/questions/staff-module.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const asked = {
      module: params.module,
      course: url.searchParams.get('course') ?? '',
      cohort: url.searchParams.get('cohort'),
    };
    const seen = await viewModule(locals.ctx, asked);
    const feedback = await viewFeedback(locals.ctx, asked);
    return {
      ...placeOf(seen),
      cohorts: seen.cohorts,
      cohort: seen.cohortId ?? '',
      counts: seen.counts,
      feedback,
      charts: moduleCharts(seen.counts, feedback),
      byCohort: seen.byCohort,
      segments: seen.module.segments.map(({ key, title, chapters = [] }) => ({ key, title, chapters })),
      times: { total: seen.module.segments.length, missing: seen.timesMissing },
    };
  }, url.pathname + url.search);
