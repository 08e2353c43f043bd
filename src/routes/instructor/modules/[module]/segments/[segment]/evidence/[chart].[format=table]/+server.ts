import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportSegmentChart } from '#lib/server/services/recordings/export-segment-chart.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals, params, url }: RequestEvent) =>
  exportSegmentChart(locals.ctx, {
    module: params.module,
    segment: params.segment,
    chart: params.chart,
    course: url.searchParams.get('course') ?? '',
    cohort: url.searchParams.get('cohort'),
  }),
);
