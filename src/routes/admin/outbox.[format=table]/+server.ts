import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportOutbox } from '#lib/server/services/admin/export-outbox.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals }: RequestEvent) => exportOutbox(locals.ctx));
