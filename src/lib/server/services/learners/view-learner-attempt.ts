import { validate as isUuid } from 'uuid';
import { findModule } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Ctx } from '../../context.ts';
import { findAttempt, listReviewedQuestions } from '../../queries/attempts.ts';
import { findPerson } from '../../queries/cohorts.ts';
import { reviewAttempt } from '../quizzes/review-attempt.ts';
import { staffLearner } from './staff-learner.ts';

/**
 * The staff of a learner's cohort read one attempt: each question as it was asked, what was answered, its points and the right answer. `review` is
 * null while it is not graded. Somebody else's learner, and an attempt at another learner's address, do not exist.
 */
export async function viewLearnerAttempt(ctx: Ctx, input: { userId: string; attemptId: string }) {
  const attempt = isUuid(input.attemptId) ? await findAttempt(ctx.db, input.attemptId) : null;
  const courseId = attempt?.userId === input.userId ? attempt.courseId : '';
  const { course } = await staffLearner(ctx, 'learner.read', { userId: input.userId, courseId });
  const [module, person] = [
    attempt && findModule(course.document, attempt.moduleKey),
    await findPerson(ctx.db, input.userId),
  ];
  if (!attempt || !module || !person) throw new AppError('not-found');
  const frame = { course, module, number: attempt.number };
  const about = { ...frame, person, state: attempt.state, startedAt: attempt.startedAt };
  if (attempt.state !== 'graded') return { ...about, review: null };
  const rows = await listReviewedQuestions(ctx.db, attempt.id);
  const documents = await ctx.courses.questions(rows.map(({ questionRevisionId }) => questionRevisionId));
  const pinned = rows.flatMap((row) => {
    const question = documents.get(row.questionRevisionId);
    return question ? [{ row, question }] : [];
  });
  const { course: _course, module: _module, ...review } = reviewAttempt(frame, attempt, pinned);
  return { ...about, submittedAt: attempt.submittedAt, review };
}
