import * as v from 'valibot';
import { AppError } from '#lib/domain/errors.ts';
import { runApi } from '#lib/server/http/responses.ts';
import { LARGEST_ANSWER_BYTES, saveAnswer } from '#lib/server/services/quizzes/save-answer.ts';
import type { RequestHandler } from './$types';

const body = v.object({ answer: v.unknown(), seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) });

/** Saves one answer as it is given: `{ answer, seq }`. */
export const PUT: RequestHandler = ({ request, params, locals }) =>
  runApi(async () => {
    const text = await request.text();
    const parsed = text.length <= LARGEST_ANSWER_BYTES ? v.safeParse(body, parse(text)) : null;
    if (!parsed?.success) throw new AppError('invalid-input');
    const { answer, seq } = parsed.output;
    return saveAnswer(locals.ctx, { attemptId: params.id, questionKey: params.question, answer, seq });
  });

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
