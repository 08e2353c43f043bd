import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportOverview } from '#lib/server/services/cohorts/export-overview.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals }: RequestEvent) => exportOverview(locals.ctx));
