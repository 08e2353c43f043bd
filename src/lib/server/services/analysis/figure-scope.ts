import { attemptChoice, type AttemptChoice } from '#lib/domain/analysis/attempt-choice.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Ctx } from '../../context.ts';
import type { FigureScope } from '../../queries/figures.ts';
import { staffModule, type StaffModule } from '../questions/staff-module.ts';

export interface FigureQuestion {
  /** Slugs. No course: the first one that has such a module. */
  course: string;
  module: string;
  /** Id; null or empty: everybody who takes the course. */
  cohort: string | null;
  /** See domain/analysis/attempt-choice.ts; anything else is `first`. */
  attempts: string | null;
}

export interface AskedFigures extends StaffModule {
  choice: AttemptChoice;
  scope: FigureScope;
}

/**
 * The first line of every service about figures: the staff of a course may see those of all its learners, as sums, and of each cohort that is
 * theirs. To everybody else there are none. One statement.
 */
export async function askedFigures(ctx: Ctx, question: FigureQuestion): Promise<AskedFigures> {
  const staff = await staffModule(ctx, 'question.read', question);
  const cohortId = question.cohort || null;
  if (cohortId !== null && !staff.cohorts.some(({ id }) => id === cohortId)) throw new AppError('not-found');
  const choice = attemptChoice(question.attempts);
  const { courseId } = staff.course;
  return {
    ...staff,
    choice,
    scope: { courseId, moduleKey: staff.module.key, cohortId, attempts: choice },
  };
}
