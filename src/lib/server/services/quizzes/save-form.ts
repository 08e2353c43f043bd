import { AppError } from '#lib/domain/errors.ts';
import { takesAnswers } from '#lib/domain/quizzes/attempt-state.ts';
import { authorize, inTransaction, type Ctx } from '../../context.ts';
import { listAttemptQuestions, lockAttempt, saveAnswer, type AttemptRow } from '../../queries/attempts.ts';
import { LARGEST_ANSWER_BYTES } from './save-answer.ts';

/** A learner without scripts saves the whole form and goes on. Refused as `attempt-closed` when it takes no more answers. */
export async function saveForm(
  ctx: Ctx,
  input: { attemptId: string; answers: ReadonlyMap<string, unknown> },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const attempt = await lockOwnAttempt(tx, input.attemptId);
    if (!takesAnswers(attempt, tx.now())) throw new AppError('attempt-closed');
    await saveAll(tx, attempt, input.answers);
  });
}

/** The learner's own attempt, held until the transaction ends; anything else is `not-found`. */
export async function lockOwnAttempt(tx: Ctx, attemptId: string): Promise<AttemptRow> {
  const attempt = /^[0-9a-f-]{36}$/.test(attemptId) ? await lockAttempt(tx.db, attemptId) : null;
  authorize(tx, 'attempt.take', { ownerId: attempt?.userId ?? null });
  if (!attempt) throw new AppError('not-found');
  return attempt;
}

/** Saves what the form says of every question: an absent field is an answer taken back. What has not changed is left alone. */
export async function saveAll(
  tx: Ctx,
  attempt: AttemptRow,
  answers: ReadonlyMap<string, unknown>,
): Promise<void> {
  for (const question of await listAttemptQuestions(tx.db, attempt.id)) {
    const answer = answers.get(question.questionKey) ?? null;
    const text = JSON.stringify(answer);
    if (text.length > LARGEST_ANSWER_BYTES) throw new AppError('invalid-input');
    if (text === JSON.stringify(question.answer)) continue;
    await saveAnswer(tx.db, {
      attemptId: attempt.id,
      userId: attempt.userId,
      questionKey: question.questionKey,
      answer,
      seq: question.answerSeq + 1,
      at: tx.now(),
    });
  }
}
