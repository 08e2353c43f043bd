import { runLoad } from '#lib/server/http/responses.ts';
import { placeOf } from '#lib/server/services/questions/staff-module.ts';
import { segmentCharts } from '#lib/server/services/recordings/segment-charts.ts';
import { viewSegmentEvidence } from '#lib/server/services/recordings/view-segment-evidence.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const seen = await viewSegmentEvidence(locals.ctx, {
      module: params.module,
      segment: params.segment,
      course: url.searchParams.get('course') ?? '',
      cohort: url.searchParams.get('cohort'),
    });
    const { key, title, chapters = [] } = seen.segment;
    return {
      ...placeOf(seen),
      segment: { key, title, chapters },
      cohorts: seen.cohorts,
      cohort: seen.cohortId ?? '',
      counts: seen.counts,
      charts: segmentCharts(seen.counts),
    };
  }, url.pathname + url.search);
