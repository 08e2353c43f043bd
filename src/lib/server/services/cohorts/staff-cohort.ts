import { validate as isUuid } from 'uuid';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Action, Actor } from '#lib/domain/permissions.ts';
import { authorize, type Ctx } from '../../context.ts';
import { findStaffCohort, type StaffCohort } from '../../queries/cohort-settings.ts';

export interface CohortGround {
  actor: Actor;
  cohort: StaffCohort;
  course: PublishedCourse;
}

/** The guard of what staff do in a cohort: the cohort and its course, or `not-found` for anybody who may not, and for a bad id. */
export async function staffCohort(ctx: Ctx, action: Action, id: string): Promise<CohortGround> {
  const cohort = isUuid(id) ? await findStaffCohort(ctx.db, id) : null;
  const actor = authorize(ctx, action, { instructorIds: cohort?.instructorIds ?? [] });
  const course = cohort && (await ctx.courses.findById(cohort.courseId));
  if (!cohort || !course) throw new AppError('not-found');
  return { actor, cohort, course };
}

/** As `staffCohort`, for what lets people in or writes to them: an archived cohort does neither. */
export async function activeCohort(ctx: Ctx, action: Action, id: string): Promise<CohortGround> {
  const ground = await staffCohort(ctx, action, id);
  if (ground.cohort.archivedAt) throw new AppError('cohort-archived');
  return ground;
}
