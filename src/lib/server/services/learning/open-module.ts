import { findModule, type Module, type PublishedCourse } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import { authorize, type Ctx } from '../../context.ts';

/** The published course and module that a learner's page or report is about, or `not-found`. Spends no statement. */
export async function openModule(
  ctx: Ctx,
  input: { course: string; module: string },
): Promise<{ userId: string; course: PublishedCourse; module: Module }> {
  const actor = authorize(ctx, 'learning.read');
  return { userId: actor.userId, ...(await findPublished(ctx, input)) };
}

/** The same for whoever asks: what is published is no secret. */
export async function findPublished(
  ctx: Ctx,
  input: { course: string; module: string },
): Promise<{ course: PublishedCourse; module: Module }> {
  const course = await ctx.courses.findBySlug(input.course);
  const module = course && findModule(course.document, input.module);
  if (!course || !module) throw new AppError('not-found');
  return { course, module };
}
