import { validate as isUuid } from 'uuid';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Action } from '#lib/domain/permissions.ts';
import { authorize, type Ctx } from '../../context.ts';
import { listEnrolmentsForStaff, type LearnerEnrolment } from '../../queries/cohorts.ts';

export interface StaffLearner {
  course: PublishedCourse;
  enrolment: LearnerEnrolment;
}

/**
 * A learner in one course (by its id) of a cohort that the actor looks after, or `not-found`: also where the actor looks after them in another
 * course only. The guard of everything that staff do for one learner. One statement.
 */
export async function staffLearner(
  ctx: Ctx,
  action: Extract<Action, `learner.${string}`>,
  of: { userId: string; courseId: string },
): Promise<StaffLearner> {
  const enrolled = isUuid(of.userId) ? await listEnrolmentsForStaff(ctx.db, of.userId) : [];
  const enrolment = enrolled.find(({ courseId }) => courseId === of.courseId);
  authorize(ctx, action, { instructorIds: enrolment?.instructorIds ?? [] });
  const course = enrolment && (await ctx.courses.findById(enrolment.courseId));
  if (!course) throw new AppError('not-found');
  return { course, enrolment };
}
