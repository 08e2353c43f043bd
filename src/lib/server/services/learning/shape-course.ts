import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { dateOfDay } from '#lib/domain/cohorts/day.ts';
import type { CourseProgress } from '#lib/domain/progress/course-progress.ts';
import type { LearnerPlan } from '../../queries/due-days.ts';

/** What the pages show of courses and of a learner's way through them; long text stays behind. */

export function courseCard(course: PublishedCourse) {
  const { slug, title, subtitle, summary, language, modules, studyHours } = course.document;
  return { slug, title, subtitle, summary, language, studyHours, moduleCount: modules.length };
}

export type NextTarget =
  | { kind: 'attempt'; module: string; attemptId: string }
  | { kind: 'quiz'; module: string }
  | { kind: 'section' | 'segment'; module: string; key: string };

/** The one next step as an address to build: where it is and what it is called. */
export function nextStepOf(course: PublishedCourse, progress: CourseProgress) {
  const { next } = progress;
  const module = next && course.document.modules.find(({ key }) => key === next.moduleKey);
  if (!next || !module) return null;
  const target: NextTarget = next.attemptId
    ? { kind: 'attempt', module: module.slug, attemptId: next.attemptId }
    : next.step.kind === 'quiz'
      ? { kind: 'quiz', module: module.slug }
      : { kind: next.step.kind, module: module.slug, key: next.step.key };
  const title = next.step.kind === 'quiz' ? null : next.step.title;
  return { target, title, moduleTitle: module.title, moduleNumber: module.number, sector: module.sector };
}

export type NextStepView = NonNullable<ReturnType<typeof nextStepOf>>;

export function enrolledCourse(entry: {
  course: PublishedCourse;
  progress: CourseProgress;
  plan?: LearnerPlan | null;
}) {
  const { course, progress, plan } = entry;
  return {
    ...courseCard(course),
    complete: progress.complete,
    modulesDone: progress.modulesDone,
    started: progress.modules.some(({ state }) => state !== 'not-started'),
    next: nextStepOf(course, progress),
    /** Cohorts that the learner asked to be let into. */
    waitingFor: plan?.waitingFor ?? [],
    modules: course.document.modules.map((module, index) => {
      const at = progress.modules[index];
      const due = plan?.dueDays.find(({ moduleKey }) => moduleKey === module.key);
      return {
        key: module.key,
        slug: module.slug,
        number: module.number,
        title: module.title,
        shortTitle: module.shortTitle,
        sector: module.sector,
        minutes: module.minutes,
        summary: module.summary,
        state: at?.state ?? 'not-started',
        stepsDone: at?.stepsDone ?? 0,
        stepsTotal: at?.stepsTotal ?? 0,
        bestPercent: at?.quiz.bestPercent ?? null,
        missing: at?.missing ?? [],
        /** The day planned for it, while it is not complete: a recommendation. */
        dueOn: due && at?.state !== 'complete' ? dateOfDay(due.dueOn) : null,
        isExcused: at?.segments.some(({ isExempt }) => isExempt) ?? false,
      };
    }),
  };
}

export type EnrolledCourse = ReturnType<typeof enrolledCourse>;
export type EnrolledModule = EnrolledCourse['modules'][number];
