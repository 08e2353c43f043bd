import { courseProgress, type CourseProgress } from '#lib/domain/progress/course-progress.ts';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import { authorize, type Ctx } from '../../context.ts';
import type { LearnerPlan } from '../../queries/due-days.ts';
import { listLearning } from '../../queries/progress.ts';

/** A learner's own state in one course. `progress` is null for somebody who is not enrolled. One statement. */
export async function viewCourseProgress(
  ctx: Ctx,
  input: { course: string },
): Promise<{ course: PublishedCourse; progress: CourseProgress | null; plan: LearnerPlan | null }> {
  const actor = authorize(ctx, 'learning.read');
  const course = await ctx.courses.findBySlug(input.course);
  if (!course) throw new AppError('not-found');
  const [row] = await listLearning(ctx.db, actor.userId, course.courseId);
  return {
    course,
    progress: row ? courseProgress(course.document, row.evidence, row.lastModuleKey) : null,
    plan: row?.plan ?? null,
  };
}
