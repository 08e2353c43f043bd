import { fateWords, problemWords } from '#lib/components/imports/import-words.ts';
import { tableEndpoint } from '#lib/server/http/table-response.ts';
import { exportPlan } from '#lib/server/services/imports/export-plan.ts';
import { readChoice } from '#lib/server/services/imports/import-choice.ts';
import type { RequestEvent, RequestHandler } from './$types';

const WORDS = { fate: fateWords, problem: problemWords };

export const GET: RequestHandler = tableEndpoint(({ locals, params, url }: RequestEvent) =>
  exportPlan(locals.ctx, { cohort: params.id, choice: readChoice(url.searchParams) }, WORDS),
);
