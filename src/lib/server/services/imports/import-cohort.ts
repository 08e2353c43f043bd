import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import type { Ctx } from '../../context.ts';
import { staffCohort } from '../cohorts/staff-cohort.ts';

export interface ImportCohort {
  actor: Actor;
  id: string;
  name: string;
  course: PublishedCourse;
}

/** The guard of enrolling from a file: who may change the cohort. To anybody else it does not exist. */
export async function importCohort(ctx: Ctx, id: string): Promise<ImportCohort> {
  const { actor, cohort, course } = await staffCohort(ctx, 'cohort.change', id);
  return { actor, id: cohort.id, name: cohort.name, course };
}
