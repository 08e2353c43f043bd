import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportMembers } from '#lib/server/services/cohorts/export-members.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals, params, url }: RequestEvent) =>
  exportMembers(locals.ctx, { cohortId: params.id, words: url.searchParams.get('words') }),
);
