import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { Ctx } from '../../context.ts';

/** Every published course, oldest first, for anyone. Spends no statement. */
export async function listCourses(ctx: Ctx): Promise<readonly PublishedCourse[]> {
  return ctx.courses.list();
}
