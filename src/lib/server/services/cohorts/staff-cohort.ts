import { validate as isUuid } from 'uuid';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Action } from '#lib/domain/permissions.ts';
import { authorize, type Ctx } from '../../context.ts';
import { findCohort, type CohortRecord } from '../../queries/cohorts.ts';

/** The cohort that a page of staff is about, with its course, or `not-found`: also for a cohort of somebody else. The guard of every such page. */
export async function staffCohort(
  ctx: Ctx,
  action: Action,
  id: string,
): Promise<{ cohort: CohortRecord; course: PublishedCourse }> {
  const cohort = isUuid(id) ? await findCohort(ctx.db, id) : null;
  authorize(ctx, action, { instructorIds: cohort?.instructorIds ?? [] });
  const course = cohort && (await ctx.courses.findById(cohort.courseId));
  if (!cohort || !course) throw new AppError('not-found');
  return { cohort, course };
}
