import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportCohortReport } from '#lib/server/services/cohorts/export-cohort-report.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals, params }: RequestEvent) =>
  exportCohortReport(locals.ctx, params.id),
);
