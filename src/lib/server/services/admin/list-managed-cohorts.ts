import { authorize, type Ctx } from '../../context.ts';
import { listInstructors } from '../../queries/cohorts.ts';
import { listCohorts } from '../cohorts/list-cohorts.ts';

/** An administrator lists every cohort with who teaches it, and the courses that a new one can be of. */
export async function listManagedCohorts(ctx: Ctx) {
  authorize(ctx, 'cohort.manage');
  const [cohorts, instructors, courses] = await Promise.all([
    listCohorts(ctx),
    listInstructors(ctx.db),
    ctx.courses.list(),
  ]);
  return {
    cohorts: cohorts.map((cohort) => ({
      ...cohort,
      instructors: instructors.filter(({ cohortId }) => cohortId === cohort.id),
    })),
    courses: courses.map(({ courseId, document }) => ({ id: courseId, title: document.title })),
  };
}
