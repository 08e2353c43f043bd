import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportSent } from '#lib/server/services/announcements/export-sent.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals, params }: RequestEvent) =>
  exportSent(locals.ctx, params.id),
);
