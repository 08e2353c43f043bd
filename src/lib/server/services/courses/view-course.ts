import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import { courseProgress, type CourseProgress } from '#lib/domain/progress/course-progress.ts';
import type { Ctx } from '../../context.ts';
import { listLearning } from '../../queries/progress.ts';

/**
 * A published course, for anyone; `not-found` for an address without one. `progress` is the actor's own way through it, null for
 * a visitor and for somebody who is not enrolled. No statement for a visitor, one for a person.
 */
export async function viewCourse(
  ctx: Ctx,
  input: { course: string },
): Promise<{ course: PublishedCourse; progress: CourseProgress | null }> {
  const course = await ctx.courses.findBySlug(input.course);
  if (!course) throw new AppError('not-found');
  const [row] = ctx.actor ? await listLearning(ctx.db, ctx.actor.userId, course.courseId) : [];
  return { course, progress: row ? courseProgress(course.document, row.evidence, row.lastModuleKey) : null };
}
