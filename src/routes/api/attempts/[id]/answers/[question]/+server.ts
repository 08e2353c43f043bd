import * as v from 'valibot';
import { AppError } from '#lib/domain/errors.ts';
import { runApi } from '#lib/server/http/responses.ts';
import { LARGEST_ANSWER_BYTES } from '#lib/server/services/quizzes/answer-size.ts';
import { saveAnswer } from '#lib/server/services/quizzes/save-answer.ts';
import type { RequestHandler } from './$types';

const body = v.object({ answer: v.unknown(), seq: v.number() });

/** Saves one answer as it is given: `{ answer, seq }`. An answer of null takes it back. */
export const PUT: RequestHandler = ({ request, params, locals }) =>
  runApi(async () => {
    const text = await request.text();
    if (Buffer.byteLength(text) > LARGEST_ANSWER_BYTES) throw new AppError('too-large');
    const parsed = v.safeParse(body, parse(text));
    if (!parsed.success) throw new AppError('invalid-input');
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
