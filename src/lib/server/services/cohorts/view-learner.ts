import { validate as isUuid } from 'uuid';
import { AppError } from '#lib/domain/errors.ts';
import { courseProgress } from '#lib/domain/progress/course-progress.ts';
import { isAllowed } from '#lib/domain/permissions.ts';
import { requireActor, type Ctx } from '../../context.ts';
import { findPerson, listAttemptsOf, listEnrolmentsForStaff } from '../../queries/cohorts.ts';
import { listAllowances } from '../../queries/quiz-access.ts';
import { loadEvidence } from '../../queries/progress.ts';

/**
 * An instructor sees one learner of a cohort of theirs: evidence and attempts, in the courses of their own cohorts only. Somebody
 * else's learner does not exist.
 */
export async function viewLearner(ctx: Ctx, input: { userId: string }) {
  const actor = requireActor(ctx);
  const enrolled = isUuid(input.userId) ? await listEnrolmentsForStaff(ctx.db, input.userId) : [];
  const visible = enrolled.filter(({ instructorIds }) => isAllowed(actor, 'learner.read', { instructorIds }));
  const person = visible.length > 0 ? await findPerson(ctx.db, input.userId) : null;
  if (!person) throw new AppError('not-found');
  const courses = await Promise.all(
    visible.map(async (enrolment) => {
      const course = await ctx.courses.findById(enrolment.courseId);
      if (!course) return [];
      const [evidence, attempts, allowances] = await Promise.all([
        loadEvidence(ctx.db, input.userId, enrolment.courseId),
        listAttemptsOf(ctx.db, input.userId, enrolment.courseId),
        listAllowances(ctx.db, { userId: input.userId, courseId: enrolment.courseId }),
      ]);
      const { modules } = courseProgress(course.document, evidence);
      return [{ enrolment, course, modules, sectionsRead: evidence.sectionsRead, attempts, allowances }];
    }),
  );
  return { person, courses: courses.flat() };
}
