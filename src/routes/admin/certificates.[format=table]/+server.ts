import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportIssued } from '#lib/server/services/certificates/export-issued.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals, url }: RequestEvent) =>
  exportIssued(locals.ctx, { words: url.searchParams.get('words') }),
);
