import type { Module, PublishedCourse } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { QuizAccess } from '#lib/domain/quizzes/deadline.ts';
import { mayStart, type MayStart } from '#lib/domain/quizzes/may-start.ts';
import { isPassed, percentOf } from '#lib/domain/quizzes/score.ts';
import type { Ctx } from '../../context.ts';
import { listAttempts } from '../../queries/attempts.ts';
import { findQuizAccess } from '../../queries/quiz-access.ts';
import { openModule } from '../learning/open-module.ts';
import { pastOf } from './start-attempt.ts';

export interface QuizOverview {
  course: PublishedCourse;
  module: Module;
  /** How many questions an attempt asks. */
  draw: number;
  start: MayStart;
  /** When it is open, and what was granted. */
  access: QuizAccess;
  /** Finished attempts, newest first; percent is null until graded. */
  past: { id: string; number: number; submittedAt: Date | null; percent: number | null; passed: boolean }[];
  bestPercent: number | null;
}

/** An enrolled learner looks at what awaits: the rules, the attempts so far, and whether one may be started. Two statements. */
export async function quizOverview(
  ctx: Ctx,
  input: { course: string; module: string },
): Promise<QuizOverview> {
  const { userId, course, module } = await openModule(ctx, input);
  const [access, all] = await Promise.all([
    findQuizAccess(ctx.db, { userId, courseId: course.courseId, moduleKey: module.key }),
    listAttempts(ctx.db, { userId, courseId: course.courseId, moduleKey: module.key }),
  ]);
  if (!access) throw new AppError('not-found');
  const past = all
    .filter(({ state }) => state !== 'in_progress')
    .map(({ id, number, submittedAt, score, maxScore }) => {
      const percent = score === null || maxScore === null ? null : percentOf(score, maxScore);
      const passed = percent !== null && isPassed(percent, course.document.passMarkPercent);
      return { id, number, submittedAt, percent, passed };
    });
  const marks = past.flatMap(({ percent }) => (percent === null ? [] : [percent]));
  return {
    course,
    module,
    draw: Math.min(module.quiz.draw, module.quiz.questions.length),
    start: mayStart(course.document.attemptRules, pastOf(all), ctx.now(), access),
    access,
    past,
    bestPercent: marks.length ? Math.max(...marks) : null,
  };
}
