import { takesAnswers } from '#lib/domain/quizzes/attempt-state.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { moveAttempt } from '../../queries/attempts.ts';
import { closeAttempt } from './close-attempt.ts';
import { gradeAttempt } from './grade-attempt.ts';
import { lockOwnAttempt, saveAll } from './save-form.ts';

/**
 * A learner hands in an attempt, with the answers of the form where there is one. Handing in and grading are two transactions, so a crash
 * between them loses nothing. After the deadline what was saved before counts. Handing in again changes nothing.
 */
export async function submitAttempt(
  ctx: Ctx,
  input: { attemptId: string; answers?: ReadonlyMap<string, unknown> },
): Promise<void> {
  const outcome = await inTransaction(ctx, async (tx) => {
    const attempt = await lockOwnAttempt(tx, input.attemptId);
    if (attempt.state !== 'in_progress') return 'closed';
    if (!takesAnswers(attempt, tx.now())) return 'overdue';
    if (input.answers) await saveAll(tx, attempt, input.answers);
    await moveAttempt(tx.db, attempt.id, 'in_progress', { state: 'submitted', submittedAt: tx.now() });
    return 'submitted';
  });
  if (outcome === 'overdue') await closeAttempt(ctx, input.attemptId);
  else await gradeAttempt(ctx, input.attemptId);
}
