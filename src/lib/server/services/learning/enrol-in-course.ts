import { AppError } from '#lib/domain/errors.ts';
import { authorize, type Ctx } from '../../context.ts';
import { upsertEnrolment } from '../../queries/enrolments.ts';

/**
 * A person enrols in a published course, alone or into a cohort. Enrolling again changes nothing but the cohort, when one is
 * given. Nothing else follows: evidence begins with the first page.
 */
export async function enrolInCourse(
  ctx: Ctx,
  input: { userId: string; courseId: string; cohortId?: string },
): Promise<void> {
  authorize(ctx, 'course.enrol', { ownerId: input.userId });
  if (!(await ctx.courses.findById(input.courseId))) throw new AppError('not-found');
  await upsertEnrolment(ctx.db, {
    userId: input.userId,
    courseId: input.courseId,
    cohortId: input.cohortId ?? null,
    enrolledAt: ctx.now(),
  });
}
