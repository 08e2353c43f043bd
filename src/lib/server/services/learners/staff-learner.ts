import { validate as isUuid } from 'uuid';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import { isAllowed, type Action } from '#lib/domain/permissions.ts';
import { authorize, requireActor, type Ctx } from '../../context.ts';
import { findPerson, listEnrolmentsForStaff, type LearnerEnrolment } from '../../queries/cohorts.ts';

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

/**
 * A learner in every course in which the actor looks after them (or in one of these, by its id), or `not-found`: somebody else's learner does not
 * exist. The guard of what is shown of one learner. Two statements.
 */
export async function seenLearner(ctx: Ctx, userId: string, courseId: string | null = null) {
  const actor = requireActor(ctx);
  const enrolled = isUuid(userId) ? await listEnrolmentsForStaff(ctx.db, userId) : [];
  const visible = enrolled
    .filter(({ instructorIds }) => isAllowed(actor, 'learner.read', { instructorIds }))
    .filter((enrolment) => courseId === null || enrolment.courseId === courseId);
  const person = visible.length > 0 ? await findPerson(ctx.db, userId) : null;
  if (!person) throw new AppError('not-found');
  const courses = await Promise.all(visible.map(({ courseId }) => ctx.courses.findById(courseId)));
  const seen = visible.flatMap((enrolment, at): StaffLearner[] => {
    const course = courses[at];
    return course ? [{ enrolment, course }] : [];
  });
  return { actor, person, seen };
}
