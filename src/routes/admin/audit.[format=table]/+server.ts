import { AUDIT_WORDS, detailsInWords } from '#lib/components/admin/audit-words.ts';
import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportActs } from '#lib/server/services/audit/export-acts.ts';
import type { RequestEvent, RequestHandler } from './$types';

const WORDS = { act: (action: keyof typeof AUDIT_WORDS) => AUDIT_WORDS[action](), details: detailsInWords };

export const GET: RequestHandler = tableEndpoint(({ locals, url }: RequestEvent) =>
  exportActs(locals.ctx, Object.fromEntries(url.searchParams), WORDS),
);
