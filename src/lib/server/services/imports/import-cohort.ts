import { validate as isUuid } from 'uuid';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { authorize, type Ctx } from '../../context.ts';
import { findCohort } from '../../queries/cohorts.ts';

export interface ImportCohort {
  actor: Actor;
  id: string;
  name: string;
  course: PublishedCourse;
}

/** The guard of enrolling from a file: who may change the cohort. To anybody else it does not exist. */
export async function importCohort(ctx: Ctx, id: string): Promise<ImportCohort> {
  const cohort = isUuid(id) ? await findCohort(ctx.db, id) : null;
  const actor = authorize(ctx, 'cohort.change', { instructorIds: cohort?.instructorIds ?? [] });
  const course = cohort && (await ctx.courses.findById(cohort.courseId));
  if (!cohort || !course) throw new AppError('not-found');
  return { actor, id: cohort.id, name: cohort.name, course };
}
