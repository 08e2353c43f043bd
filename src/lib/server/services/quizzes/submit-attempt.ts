import { moveOf, takesAnswers } from '#lib/domain/quizzes/attempt-state.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { moveAttempt } from '../../queries/attempts.ts';
import { closeAttempt } from './close-attempt.ts';
import { gradeAttempt } from './grade-attempt.ts';
import { lockOwnAttempt } from './own-attempt.ts';
import { saveAll, type FormAnswers } from './save-form.ts';

/**
 * A learner hands in an attempt, with the answers of the form where there is one. Handing in and grading are two transactions, so a crash
 * between them loses nothing. After the deadline what was saved before counts. Handing in again changes nothing.
 */
export async function submitAttempt(
  ctx: Ctx,
  input: { attemptId: string; answers?: FormAnswers },
): Promise<void> {
  const isLate = await inTransaction(ctx, async (tx) => {
    const attempt = await lockOwnAttempt(tx, input.attemptId, 'attempt.take');
    const move = moveOf(attempt, 'submit', tx.now());
    if (!move.moves) return move.reason === 'overdue';
    // In the grace period what was answered before the deadline counts, and nothing else.
    if (input.answers && takesAnswers(attempt, tx.now())) await saveAll(tx, attempt, input.answers);
    await moveAttempt(tx.db, attempt.id, 'in_progress', { state: move.to, submittedAt: tx.now() });
    return false;
  });
  await (isLate ? closeAttempt(ctx, input.attemptId) : gradeAttempt(ctx, input.attemptId));
}
