import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportModuleChart } from '#lib/server/services/cohorts/export-module-chart.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals, params, url }: RequestEvent) =>
  exportModuleChart(locals.ctx, {
    module: params.module,
    chart: params.chart,
    course: url.searchParams.get('course') ?? '',
    cohort: url.searchParams.get('cohort'),
  }),
);
