import type { CourseDocument } from '../courses/course.ts';

export type Eligibility = { eligible: true } | { eligible: false; missing: string[] };

/**
 * A certificate is earned when every module of the course is complete, and only then. Completions of modules that the course no
 * longer has do not count and do not harm. A course without modules certifies nothing.
 *
 * Worked example: of a course with `cement` and `steel`, someone who completed `cement` alone is not eligible; `steel` is missing.
 */
export function eligibilityFor(
  course: Pick<CourseDocument, 'modules'>,
  completedModuleKeys: Iterable<string>,
): Eligibility {
  const completed = new Set(completedModuleKeys);
  const missing = course.modules.map((module) => module.key).filter((key) => !completed.has(key));
  if (missing.length === 0 && course.modules.length > 0) return { eligible: true };
  return { eligible: false, missing };
}
