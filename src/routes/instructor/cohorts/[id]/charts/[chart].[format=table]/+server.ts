import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportCohortChart } from '#lib/server/services/cohorts/export-cohort-chart.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals, params }: RequestEvent) =>
  exportCohortChart(locals.ctx, params),
);
