import { AppError } from '#lib/domain/errors.ts';
import { isOverdue } from '#lib/domain/quizzes/attempt-state.ts';
import { deadlinesOf } from '#lib/domain/quizzes/deadline.ts';
import { drawQuestions } from '#lib/domain/quizzes/draw.ts';
import { mayStart, type PastAttempts } from '#lib/domain/quizzes/may-start.ts';
import type { Module, PublishedCourse } from '#lib/domain/courses/course.ts';
import { inTransaction, newId, type Ctx } from '../../context.ts';
import { insertAttempt, listAttempts, type AttemptRow } from '../../queries/attempts.ts';
import { lockEnrolment, touchEnrolment } from '../../queries/enrolments.ts';
import { findQuizAccess } from '../../queries/quiz-access.ts';
import { openModule } from '../learning/open-module.ts';
import { closeAttempt } from './close-attempt.ts';

/**
 * An enrolled learner starts the quiz of a module: questions are drawn and pinned to their revisions. While an attempt is open, the same one is
 * given back, however often and in parallel this is called. Refused (`attempt-not-allowed`) by the limit and by the cool-down.
 */
export async function startAttempt(
  ctx: Ctx,
  input: { course: string; module: string },
): Promise<{ attemptId: string }> {
  const { userId, course, module } = await openModule(ctx, input);
  if (module.quiz.questions.length === 0) throw new AppError('not-found');
  const place = { userId, courseId: course.courseId, moduleKey: module.key };
  const overdue = (await listAttempts(ctx.db, place)).find((attempt) => isOverdue(attempt, ctx.now()));
  if (overdue) await closeAttempt(ctx, overdue.id);
  return inTransaction(ctx, async (tx) => {
    if (!(await lockEnrolment(tx.db, userId, course.courseId))) throw new AppError('not-found');
    const past = await listAttempts(tx.db, place);
    const access = await findQuizAccess(tx.db, place);
    if (!access) throw new AppError('not-found');
    const decision = mayStart(course.document.attemptRules, pastOf(past), tx.now(), access);
    if (!decision.allowed)
      throw new AppError('attempt-not-allowed', decision.retryAt ? { retryAt: decision.retryAt } : {});
    if (decision.resume) return { attemptId: decision.resume };
    await touchEnrolment(tx.db, { ...place, sectionKey: null, at: tx.now() });
    return {
      attemptId: await insertDrawn(tx, course, module, {
        userId,
        number: (past[0]?.number ?? 0) + 1,
        ...deadlinesOf(course.document.attemptRules, tx.now(), access),
      }),
    };
  });
}

/** What the rule of starting looks at. */
export function pastOf(past: readonly AttemptRow[]): PastAttempts {
  const finished = past.filter(({ state }) => state !== 'in_progress');
  const times = finished.map(({ submittedAt }) => submittedAt?.getTime() ?? 0);
  return {
    openAttemptId: past.find(({ state }) => state === 'in_progress')?.id ?? null,
    finished: finished.length,
    lastFinishedAt: times.length ? new Date(Math.max(...times)) : null,
  };
}

/** Four bytes make a whole number of 31 bits, which the column holds. */
export const drawSeed = ({ random }: Pick<Ctx, 'random'>): number =>
  random.bytes(4).reduce((number, byte) => (number * 256 + byte) % 2 ** 31, 0);

async function insertDrawn(
  tx: Ctx,
  course: PublishedCourse,
  module: Module,
  given: { userId: string; number: number; deadlineAt: Date | null; graceEndsAt: Date | null },
): Promise<string> {
  const id = newId(tx);
  const now = tx.now();
  const seed = drawSeed(tx);
  const drawn = drawQuestions(module.quiz.questions, module.quiz.draw, seed);
  await insertAttempt(
    tx.db,
    {
      id,
      ...given,
      courseId: course.courseId,
      moduleKey: module.key,
      state: 'in_progress',
      revisionId: course.revisionId,
      seed,
      fileKey: tx.random.bytes(32),
      startedAt: now,
    },
    drawn.map(({ key, revisionId }, index) => ({
      attemptId: id,
      position: index + 1,
      questionKey: key,
      questionRevisionId: revisionId,
    })),
  );
  return id;
}
