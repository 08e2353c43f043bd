import { moveOf } from '#lib/domain/quizzes/attempt-state.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { lockAttempt, moveAttempt } from '../../queries/attempts.ts';
import { gradeAttempt } from './grade-attempt.ts';

/**
 * Brings an attempt as far as it can come without its learner: one whose time ran out is closed (what was saved by then counts), one that is
 * closed is graded. For the page, the next start and the sweep, which have their own guards; as often as anybody likes.
 */
export async function closeAttempt(ctx: Ctx, attemptId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const attempt = await lockAttempt(tx.db, attemptId);
    if (!attempt) return;
    const move = moveOf(attempt, 'expire', tx.now());
    if (move.moves)
      await moveAttempt(tx.db, attemptId, 'in_progress', { state: move.to, submittedAt: attempt.deadlineAt });
  });
  await gradeAttempt(ctx, attemptId);
}
