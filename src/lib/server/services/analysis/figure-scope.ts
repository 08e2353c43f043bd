import { attemptChoice, type AttemptChoice } from '#lib/domain/analysis/attempt-choice.ts';
import type { Module, PublishedCourse } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import { scopeFor } from '#lib/domain/permissions.ts';
import { requireActor, type Ctx } from '../../context.ts';
import { listCohorts } from '../../queries/cohorts.ts';
import type { FigureScope } from '../../queries/figures.ts';

export interface FigureQuestion {
  /** Slugs. No course: the first one that has such a module. */
  course: string;
  module: string;
  /** Id; null or empty: everybody who takes the course. */
  cohort: string | null;
  /** See domain/analysis/attempt-choice.ts; anything else is `first`. */
  attempts: string | null;
}

export interface AskedFigures {
  course: PublishedCourse;
  module: Module;
  /** Those of the course that the actor may choose from. */
  cohorts: { id: string; name: string }[];
  choice: AttemptChoice;
  scope: FigureScope;
}

/**
 * The first line of every service about figures: the staff of a course may see those of all its learners, as sums, and of each cohort that is
 * theirs. To everybody else there are none. One statement.
 */
export async function askedFigures(ctx: Ctx, question: FigureQuestion): Promise<AskedFigures> {
  const actor = requireActor(ctx);
  const staff = scopeFor(actor, 'question.read');
  const found = staff === 'none' ? null : await findPlace(ctx, question);
  if (!found) throw new AppError('not-found');
  const { course, module } = found;
  const listed = await listCohorts(ctx.db, staff === 'all' ? null : actor.userId);
  const cohorts = listed.filter(({ courseId }) => courseId === course.courseId);
  const cohortId = question.cohort || null;
  const isTheirs = cohortId === null || cohorts.some(({ id }) => id === cohortId);
  if (!isTheirs || (staff !== 'all' && cohorts.length === 0)) throw new AppError('not-found');
  const choice = attemptChoice(question.attempts);
  return {
    course,
    module,
    cohorts: cohorts.map(({ id, name }) => ({ id, name })),
    choice,
    scope: { courseId: course.courseId, moduleKey: module.key, cohortId, attempts: choice },
  };
}

async function findPlace(ctx: Ctx, { course: slug, module: moduleSlug }: FigureQuestion) {
  const courses = await ctx.courses.list();
  const places = courses
    .filter(({ document }) => slug === '' || document.slug === slug)
    .map((course) => ({
      course,
      module: course.document.modules.find((one) => one.slug === moduleSlug),
    }));
  const place = places.find(({ module }) => module !== undefined);
  return place?.module ? { course: place.course, module: place.module } : null;
}
