import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportUsers } from '#lib/server/services/admin/export-users.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals, url }: RequestEvent) =>
  exportUsers(locals.ctx, { words: url.searchParams.get('words') }),
);
