import { findModule, type Module, type PublishedCourse } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Ctx } from '../../context.ts';

/** What a module holds, for anyone, before they enrol; `not-found` for an address without one. Spends no statement. */
export async function viewModulePreview(
  ctx: Ctx,
  input: { course: string; module: string },
): Promise<{ course: PublishedCourse; module: Module }> {
  const course = await ctx.courses.findBySlug(input.course);
  const module = course && findModule(course.document, input.module);
  if (!course || !module) throw new AppError('not-found');
  return { course, module };
}
