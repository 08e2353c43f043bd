import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportManagedCohorts } from '#lib/server/services/admin/export-managed-cohorts.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals }: RequestEvent) =>
  exportManagedCohorts(locals.ctx),
);
