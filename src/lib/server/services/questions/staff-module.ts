import type { Module, PublishedCourse } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import { scopeFor, type Action } from '#lib/domain/permissions.ts';
import { requireActor, type Ctx } from '../../context.ts';
import { listCohorts } from '../../queries/cohorts.ts';

export interface StaffModule {
  course: PublishedCourse;
  module: Module;
  /** Those of the course that are the actor's; all of them for an administrator. */
  cohorts: { id: string; name: string }[];
}

/**
 * The module of a course that the actor teaches, or of any for an administrator; to everybody else it does not exist. Slugs; without a course
 * the first one that has such a module. One statement.
 */
export async function staffModule(
  ctx: Ctx,
  action: Extract<Action, `${'question' | 'recording'}.${string}`>,
  place: { course: string; module: string },
): Promise<StaffModule> {
  const actor = requireActor(ctx);
  const scope = scopeFor(actor, action);
  const found = scope === 'none' ? null : await findPlace(ctx, place);
  if (!found) throw new AppError('not-found');
  const listed = await listCohorts(ctx.db, scope === 'all' ? null : actor.userId);
  const cohorts = listed.filter(({ courseId }) => courseId === found.course.courseId);
  if (scope !== 'all' && cohorts.length === 0) throw new AppError('not-found');
  return { ...found, cohorts: cohorts.map(({ id, name }) => ({ id, name })) };
}

/** What the pages below a module of the staff say of it. */
export const placeOf = ({ course: { document }, module }: StaffModule) => ({
  course: { slug: document.slug, language: document.language },
  module: { slug: module.slug, title: module.title, sector: module.sector },
});

async function findPlace(ctx: Ctx, { course: slug, module: moduleSlug }: { course: string; module: string }) {
  for (const course of await ctx.courses.list()) {
    const module = course.document.modules.find((one) => one.slug === moduleSlug);
    if (module && (slug === '' || course.document.slug === slug)) return { course, module };
  }
  return null;
}
