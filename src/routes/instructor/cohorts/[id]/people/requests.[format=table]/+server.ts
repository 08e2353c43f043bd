import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportRequests } from '#lib/server/services/cohorts/export-requests.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals, params }: RequestEvent) =>
  exportRequests(locals.ctx, params.id),
);
