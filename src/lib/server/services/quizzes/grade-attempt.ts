import { gradeAnswer } from '#lib/domain/questions/registry.ts';
import { canMove } from '#lib/domain/quizzes/attempt-state.ts';
import { totalOf } from '#lib/domain/quizzes/score.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { listAttemptQuestions, lockAttempt, moveAttempt, savePoints } from '../../queries/attempts.ts';
import { settleProgress } from '../learning/settle-progress.ts';

/**
 * Grades a handed-in or expired attempt, whoever asks and on whichever instance: one transaction holds the points, the score, the module's
 * completion and the certificate that may follow. An attempt that is not waiting for it is left as it is.
 */
export async function gradeAttempt(ctx: Ctx, attemptId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const attempt = await lockAttempt(tx.db, attemptId);
    if (!attempt || !canMove(attempt.state, 'graded')) return;
    const rows = await listAttemptQuestions(tx.db, attemptId);
    const documents = await tx.courses.questions(rows.map(({ questionRevisionId }) => questionRevisionId));
    const graded = rows.map((row) => {
      const question = documents.get(row.questionRevisionId);
      if (!question) throw new Error(`Question revision ${row.questionRevisionId} is missing.`);
      return { position: row.position, points: gradeAnswer(question, row.answer), most: question.points };
    });
    await savePoints(tx.db, attemptId, graded);
    await moveAttempt(tx.db, attemptId, attempt.state, {
      state: 'graded',
      gradedAt: tx.now(),
      ...totalOf(graded),
    });
    const course = await tx.courses.findById(attempt.courseId);
    if (course) await settleProgress(tx, { userId: attempt.userId, course, moduleKey: attempt.moduleKey });
  });
}
