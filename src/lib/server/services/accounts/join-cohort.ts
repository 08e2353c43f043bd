import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import { requireActor, type Ctx } from '../../context.ts';
import { findCohortByJoinCode } from '../../queries/cohorts.ts';
import { enrolInCourse } from '../learning/enrol-in-course.ts';

/** Anybody who has the code sees what it leads to. */
export async function viewInvitation(
  ctx: Ctx,
  input: { code: string },
): Promise<{ cohortName: string; course: PublishedCourse }> {
  const { name, course } = await invitation(ctx, input.code);
  return { cohortName: name, course };
}

/** A person joins the cohort of the code: enrols in its course, or moves into the cohort with all progress kept. */
export async function joinCohort(ctx: Ctx, input: { code: string }): Promise<{ course: string }> {
  const { userId } = requireActor(ctx);
  const { id, course } = await invitation(ctx, input.code);
  await enrolInCourse(ctx, { userId, courseId: course.courseId, cohortId: id });
  return { course: course.document.slug };
}

async function invitation(ctx: Ctx, code: string) {
  const cohort = /^[\w-]{4,64}$/.test(code) ? await findCohortByJoinCode(ctx.db, code) : null;
  const course = cohort && (await ctx.courses.findById(cohort.courseId));
  if (!cohort || !course) throw new AppError('not-found');
  return { ...cohort, course };
}
