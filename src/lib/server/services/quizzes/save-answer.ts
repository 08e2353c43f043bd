import { AppError } from '#lib/domain/errors.ts';
import { isAllowed } from '#lib/domain/permissions.ts';
import { takesAnswers } from '#lib/domain/quizzes/attempt-state.ts';
import { requireActor, type Ctx } from '../../context.ts';
import { findAttempt, listAttemptQuestions, saveAnswer as save } from '../../queries/attempts.ts';

export const LARGEST_ANSWER_BYTES = 16_384;

/**
 * A learner's answer is saved as it is given: one statement. A repeated report is harmless; one that is older than what is kept is refused
 * as `stale-answer`; after handing in or after the deadline `attempt-closed`. Somebody else's attempt does not exist.
 */
export async function saveAnswer(
  ctx: Ctx,
  input: { attemptId: string; questionKey: string; answer: unknown; seq: number },
): Promise<{ saved: true }> {
  const actor = requireActor(ctx);
  if (!/^[0-9a-f-]{36}$/.test(input.attemptId)) throw new AppError('not-found');
  if (!Number.isSafeInteger(input.seq) || input.seq < 1) throw new AppError('invalid-input');
  if (JSON.stringify(input.answer ?? null).length > LARGEST_ANSWER_BYTES) throw new AppError('invalid-input');
  const saved = await save(ctx.db, {
    ...input,
    answer: input.answer ?? null,
    userId: actor.userId,
    at: ctx.now(),
  });
  if (!saved) await explainRefusal(ctx, input, actor.userId);
  return { saved: true };
}

/** Nothing was changed: find out why. Returns when it was a mere repetition. */
async function explainRefusal(
  ctx: Ctx,
  input: { attemptId: string; questionKey: string; seq: number },
  userId: string,
): Promise<void> {
  const attempt = await findAttempt(ctx.db, input.attemptId);
  if (!attempt || !isAllowed({ userId, role: 'learner' }, 'attempt.take', { ownerId: attempt.userId }))
    throw new AppError('not-found');
  const questions = await listAttemptQuestions(ctx.db, attempt.id);
  const kept = questions.find(({ questionKey }) => questionKey === input.questionKey);
  if (!kept) throw new AppError('not-found');
  if (!takesAnswers(attempt, ctx.now())) throw new AppError('attempt-closed');
  if (kept.answerSeq > input.seq) throw new AppError('stale-answer');
}
