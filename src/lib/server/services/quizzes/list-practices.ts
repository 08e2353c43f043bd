import type { Module, PublishedCourse } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import { hiddenOf, practiceOpensAt } from '#lib/domain/quizzes/practice.ts';
import { percentOf } from '#lib/domain/quizzes/score.ts';
import type { Ctx } from '../../context.ts';
import { listPractices as list } from '../../queries/practices.ts';
import { findQuizAccess } from '../../queries/quiz-access.ts';
import { openModule } from '../learning/open-module.ts';

const MOST_SHOWN = 20;

export interface PracticeOverview {
  course: PublishedCourse;
  module: Module;
  /** How many questions a practice asks. */
  draw: number;
  /** Before then no practice can be started; null: one can. */
  opensAt: Date | null;
  /** The rules of the course keep right answers back, whatever else. */
  showsMarkOnly: boolean;
  /** The one to go on with. */
  openId: string | null;
  /** Those that were handed in, newest first. */
  past: { id: string; handedInAt: Date; percent: number }[];
}

/** An enrolled learner looks at the practices of a module. Two statements. */
export async function listPractices(
  ctx: Ctx,
  input: { course: string; module: string },
): Promise<PracticeOverview> {
  const { userId, course, module } = await openModule(ctx, input);
  const place = { userId, courseId: course.courseId, moduleKey: module.key };
  const [access, all] = await Promise.all([findQuizAccess(ctx.db, place), list(ctx.db, place, MOST_SHOWN)]);
  if (!access || module.quiz.questions.length === 0) throw new AppError('not-found');
  return {
    course,
    module,
    draw: Math.min(module.quiz.draw, module.quiz.questions.length),
    opensAt: practiceOpensAt(access, ctx.now()),
    showsMarkOnly: hiddenOf(course.document.attemptRules, false) !== null,
    openId: all.find(({ handedInAt }) => !handedInAt)?.id ?? null,
    past: all.flatMap(({ id, handedInAt, score, maxScore }) =>
      handedInAt ? [{ id, handedInAt, percent: percentOf(score ?? 0, maxScore ?? 0) }] : [],
    ),
  };
}
