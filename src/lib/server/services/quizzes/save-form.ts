import { AppError } from '#lib/domain/errors.ts';
import { takesAnswers } from '#lib/domain/quizzes/attempt-state.ts';
import type { FormAnswer } from '#lib/domain/quizzes/form-answers.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { listAttemptQuestions, saveAnswers, type AttemptRow } from '../../queries/attempts.ts';
import { requireStorable } from './answer-size.ts';
import { lockOwnAttempt } from './own-attempt.ts';

export type FormAnswers = ReadonlyMap<string, FormAnswer>;

/**
 * A learner without scripts saves the whole form and goes on. Refused as `attempt-closed` when it takes no more answers. Three statements.
 * `newerKept`: how many answers of the form were not saved, because newer ones came from another window.
 */
export async function saveForm(
  ctx: Ctx,
  input: { attemptId: string; answers: FormAnswers },
): Promise<{ newerKept: number }> {
  return inTransaction(ctx, async (tx) => {
    const attempt = await lockOwnAttempt(tx, input.attemptId, 'attempt.take');
    if (!takesAnswers(attempt, tx.now())) throw new AppError('attempt-closed');
    return saveAll(tx, attempt, input.answers);
  });
}

/**
 * Saves what a form says, in an attempt that the caller holds. A question of which it says nothing keeps its answer; so does one that was
 * answered since the form was made. What has not changed is left alone.
 */
export async function saveAll(
  tx: Ctx,
  attempt: AttemptRow,
  answers: FormAnswers,
): Promise<{ newerKept: number }> {
  const rows = await listAttemptQuestions(tx.db, attempt.id);
  const changed = rows.flatMap((kept) => {
    const sent = answers.get(kept.questionKey);
    if (!sent || JSON.stringify(sent.answer) === JSON.stringify(kept.answer)) return [];
    requireStorable(sent.answer);
    return [{ kept, answer: sent.answer, madeOf: sent.seq ?? kept.answerSeq }];
  });
  const later = changed.filter(({ kept, madeOf }) => kept.answerSeq <= madeOf);
  const toSave = later.map(({ kept, answer, madeOf }) => ({
    position: kept.position,
    answer,
    seq: madeOf + 1,
  }));
  if (toSave.length > 0) await saveAnswers(tx.db, attempt.id, toSave, tx.now());
  return { newerKept: changed.length - later.length };
}
