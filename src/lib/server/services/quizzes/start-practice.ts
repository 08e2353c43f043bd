import { AppError } from '#lib/domain/errors.ts';
import { drawQuestions } from '#lib/domain/quizzes/draw.ts';
import { practiceOpensAt } from '#lib/domain/quizzes/practice.ts';
import { inTransaction, newId, type Ctx } from '../../context.ts';
import { lockEnrolment } from '../../queries/enrolments.ts';
import { findOpenPractice, insertPractice } from '../../queries/practices.ts';
import { findQuizAccess } from '../../queries/quiz-access.ts';
import { openModule } from '../learning/open-module.ts';
import { drawSeed } from './start-attempt.ts';

/**
 * An enrolled learner starts a practice of a module: questions are drawn and pinned to their revisions, as for an attempt. One that is open is
 * given back, however often and in parallel this is called. Refused (`attempt-not-allowed`) before the quiz opens. Nothing else follows: a
 * practice counts for nothing.
 */
export async function startPractice(
  ctx: Ctx,
  input: { course: string; module: string },
): Promise<{ practiceId: string }> {
  const { userId, course, module } = await openModule(ctx, input);
  if (module.quiz.questions.length === 0) throw new AppError('not-found');
  const place = { userId, courseId: course.courseId, moduleKey: module.key };
  return inTransaction(ctx, async (tx) => {
    if (!(await lockEnrolment(tx.db, userId, course.courseId))) throw new AppError('not-found');
    const open = await findOpenPractice(tx.db, place);
    if (open) return { practiceId: open.id };
    const access = await findQuizAccess(tx.db, place);
    const retryAt = access && practiceOpensAt(access, tx.now());
    if (retryAt) throw new AppError('attempt-not-allowed', { retryAt });
    const practiceId = newId(tx);
    const seed = drawSeed(tx);
    const drawn = drawQuestions(module.quiz.questions, module.quiz.draw, seed);
    const asked = drawn.map(({ key, revisionId }) => ({ key, revisionId }));
    await insertPractice(tx.db, { id: practiceId, ...place, seed, asked, startedAt: tx.now() });
    return { practiceId };
  });
}
