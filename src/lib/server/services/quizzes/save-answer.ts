import { AppError } from '#lib/domain/errors.ts';
import { arrivalOf } from '#lib/domain/quizzes/answer-order.ts';
import { takesAnswers } from '#lib/domain/quizzes/attempt-state.ts';
import { authorize, type Ctx } from '../../context.ts';
import { findKeptAnswer, saveAnswer as save, type AnswerToSave } from '../../queries/attempts.ts';
import { requireStorable } from './answer-size.ts';
import { isId } from './own-attempt.ts';

/** Far above what anybody types, far below where numbers stop being exact. */
const LARGEST_SEQ = 1_000_000_000;

/**
 * A learner's answer is saved as it is given, in one statement; when that changes nothing, a second one finds out why. A repeated report is
 * harmless; an answer that is older than what is kept, or another one under the same number, is refused as `stale-answer`; after handing
 * in or after the deadline `attempt-closed`. Somebody else's attempt does not exist. What the answer means is read by its question's
 * type when it is shown and graded, so saving needs no question.
 */
export async function saveAnswer(
  ctx: Ctx,
  input: { attemptId: string; questionKey: string; answer: unknown; seq: number },
): Promise<{ saved: true }> {
  const { userId } = authorize(ctx, 'attempt.take');
  // Postgres takes no NUL in a text.
  if (!isId(input.attemptId) || input.questionKey.includes('\0')) throw new AppError('not-found');
  const { seq } = input;
  if (!Number.isSafeInteger(seq) || seq < 1 || seq > LARGEST_SEQ) throw new AppError('invalid-input');
  const answer = input.answer ?? null;
  requireStorable(answer);
  const sent = { ...input, answer, userId, at: ctx.now() };
  if (!(await save(ctx.db, sent))) await requireKept(ctx, sent);
  return { saved: true };
}

/** Nothing was changed: either this very answer is kept already, or it is refused with the reason. */
async function requireKept(ctx: Ctx, sent: AnswerToSave): Promise<void> {
  const kept = await findKeptAnswer(ctx.db, sent);
  if (!kept) throw new AppError('not-found');
  if (arrivalOf(kept, sent) === 'repetition') return;
  throw new AppError(takesAnswers(kept, sent.at) ? 'stale-answer' : 'attempt-closed');
}
