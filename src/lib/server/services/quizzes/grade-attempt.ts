import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import { gradeAnswer } from '#lib/domain/questions/registry.ts';
import { moveOf } from '#lib/domain/quizzes/attempt-state.ts';
import { regradedPoints } from '#lib/domain/quizzes/regrade.ts';
import { totalOf } from '#lib/domain/quizzes/score.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import {
  findAttempt,
  listAttemptQuestions,
  lockAttempt,
  moveAttempt,
  savePoints,
  type AttemptQuestionRow,
} from '../../queries/attempts.ts';
import { lockEnrolment } from '../../queries/enrolments.ts';
import { listRegradesInForce, type RegradeInForce } from '../../queries/regrades.ts';
import { settleProgress } from '../learning/settle-progress.ts';

/**
 * Grades a handed-in or expired attempt, whoever asks and on whichever instance: one transaction holds the points, the score, the module's
 * completion and the certificate that may follow. A question that was regraded while the attempt was under way is marked as all others were.
 * An attempt that is not waiting for it is left as it is.
 */
export async function gradeAttempt(ctx: Ctx, attemptId: string): Promise<void> {
  const { course, documents } = await published(ctx, attemptId);
  await inTransaction(ctx, async (tx) => {
    const attempt = await lockAttempt(tx.db, attemptId);
    if (!attempt) return;
    const move = moveOf(attempt, 'grade', tx.now());
    if (!move.moves) return;
    const regrades = await listRegradesInForce(tx.db, attemptId);
    const graded = (await listAttemptQuestions(tx.db, attemptId)).map((row) => {
      const question = documents.get(row.questionRevisionId);
      if (!question) throw new Error(`Question revision ${row.questionRevisionId} is missing.`);
      const points = pointsOf(question, row, regrades);
      return { position: row.position, points, most: question.points };
    });
    await savePoints(tx.db, attemptId, graded);
    await lockEnrolment(tx.db, attempt.userId, attempt.courseId);
    await moveAttempt(tx.db, attemptId, attempt.state, {
      state: move.to,
      gradedAt: tx.now(),
      ...totalOf(graded),
    });
    if (course) await settleProgress(tx, { userId: attempt.userId, course, moduleKey: attempt.moduleKey });
  });
}

/** By the question as it was asked, then by each regrade of it, oldest first. */
function pointsOf(
  asked: QuestionDocument,
  { questionKey, answer }: Pick<AttemptQuestionRow, 'questionKey' | 'answer'>,
  regrades: readonly RegradeInForce[],
): number {
  return regrades
    .filter((regrade) => regrade.questionKey === questionKey)
    .reduce(
      (points, { policy, document }) =>
        regradedPoints(policy, { points, asked, corrected: document, answer }),
      gradeAnswer(asked, answer),
    );
}

/**
 * What was published, fetched before the transaction: the memory of courses has its own connection, and transactions that wait for one while
 * they hold one could block each other for good. Course and pinned revisions of an attempt never change.
 */
async function published(ctx: Ctx, attemptId: string) {
  const [attempt, pinned] = await Promise.all([
    findAttempt(ctx.db, attemptId),
    listAttemptQuestions(ctx.db, attemptId),
  ]);
  const documents = await ctx.courses.questions(pinned.map(({ questionRevisionId }) => questionRevisionId));
  return { documents, course: attempt && (await ctx.courses.findById(attempt.courseId)) };
}
