import type { Module, PublishedCourse } from '#lib/domain/courses/course.ts';
import { courseProgress, type CourseProgress } from '#lib/domain/progress/course-progress.ts';
import { moduleProgress, type ModuleProgress } from '#lib/domain/progress/module-progress.ts';
import type { Ctx } from '../../context.ts';
import { visitModule as visit } from '../../queries/progress.ts';
import { openModule } from './open-module.ts';

export interface ModuleVisit {
  course: PublishedCourse;
  module: Module;
  progress: ModuleProgress;
  courseProgress: CourseProgress;
  /** Where the learner stopped in this module. */
  lastSectionKey: string | null;
}

/**
 * An enrolled learner opens a module: their state in it, remembered as the place where they are. Null for somebody who is not enrolled.
 * One statement.
 */
export async function visitModule(
  ctx: Ctx,
  input: { course: string; module: string },
): Promise<ModuleVisit | null> {
  const { userId, course, module } = await openModule(ctx, input);
  const row = await visit(ctx.db, {
    userId,
    courseId: course.courseId,
    moduleKey: module.key,
    at: ctx.now(),
  });
  if (!row) return null;
  return {
    course,
    module,
    progress: moduleProgress(course.document, module, row.evidence),
    courseProgress: courseProgress(course.document, row.evidence, module.key),
    lastSectionKey: row.lastSectionKey,
  };
}
