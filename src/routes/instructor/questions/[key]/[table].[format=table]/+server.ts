import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportQuestion } from '#lib/server/services/questions/export-question.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals, params, url }: RequestEvent) =>
  exportQuestion(locals.ctx, {
    key: params.key,
    table: params.table,
    course: url.searchParams.get('course') ?? '',
  }),
);
