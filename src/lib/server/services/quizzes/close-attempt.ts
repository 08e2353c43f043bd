import { isOverdue } from '#lib/domain/quizzes/attempt-state.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { lockAttempt, moveAttempt } from '../../queries/attempts.ts';
import { gradeAttempt } from './grade-attempt.ts';

/** Closes an attempt whose time ran out: what was saved by then counts. Called by the page, the next start and the sweep; once in effect. */
export async function closeAttempt(ctx: Ctx, attemptId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const attempt = await lockAttempt(tx.db, attemptId);
    if (attempt && isOverdue(attempt, tx.now()))
      await moveAttempt(tx.db, attemptId, 'in_progress', {
        state: 'expired',
        submittedAt: attempt.deadlineAt,
      });
  });
  await gradeAttempt(ctx, attemptId);
}
