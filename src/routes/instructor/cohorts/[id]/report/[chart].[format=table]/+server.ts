import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportReportChart } from '#lib/server/services/cohorts/export-report-chart.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals, params }: RequestEvent) =>
  exportReportChart(locals.ctx, params),
);
