import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportQuestions } from '#lib/server/services/questions/export-questions.ts';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = tableEndpoint(({ locals }: RequestEvent) => exportQuestions(locals.ctx));
