import type { CourseDocument } from '../courses/course.ts';
import type { Evidence } from './evidence.ts';
import { moduleProgress, type Missing, type ModuleProgress } from './module-progress.ts';

export interface CourseProgress {
  modules: ModuleProgress[];
  modulesDone: number;
  complete: boolean;
  /** Null once the course is complete. */
  next: NextStep | null;
}

/** The one thing to do next: continue an open quiz, else the first thing missing in the module studied last, else in course order. */
export interface NextStep {
  moduleKey: string;
  step: Missing;
  /** Set when a quiz attempt is open. */
  attemptId: string | null;
}

/**
 * Where a learner stands in a course. Complete means that all its modules are complete. `lastModuleKey` is where they stopped.
 *
 * Worked example: module 1 complete, module 3 opened last and lacking its quiz: next is the quiz of module 3, not module 2.
 */
export function courseProgress(
  course: CourseDocument,
  evidence: Evidence,
  lastModuleKey: string | null = null,
): CourseProgress {
  const modules = course.modules.map((module) => moduleProgress(course, module, evidence));
  const open = modules.filter((module) => module.state !== 'complete');
  const at =
    open.find((module) => module.quiz.inProgressAttemptId) ??
    open.find((module) => module.moduleKey === lastModuleKey) ??
    open[0];
  const step = at?.quiz.inProgressAttemptId
    ? at.missing.find((missing) => missing.kind === 'quiz')
    : at?.missing[0];
  return {
    modules,
    modulesDone: modules.length - open.length,
    complete: open.length === 0 && modules.length > 0,
    next: at && step ? { moduleKey: at.moduleKey, step, attemptId: at.quiz.inProgressAttemptId } : null,
  };
}
