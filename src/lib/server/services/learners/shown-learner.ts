import type { viewLearner } from '../cohorts/view-learner.ts';

const NOTHING = { extraAttempts: 0, extraSeconds: 0, closesAt: null };

/** What the page of a learner shows of them; long text of the course stays behind. */
export function shownLearner({ person, courses, timeline }: Awaited<ReturnType<typeof viewLearner>>) {
  return {
    person,
    timeline,
    courses: courses.map(({ enrolment, course, modules, ...of }) => ({
      courseId: course.courseId,
      cohort: enrolment.cohortId ? { id: enrolment.cohortId, name: enrolment.cohortName ?? '' } : null,
      enrolledAt: enrolment.enrolledAt,
      lastActiveAt: enrolment.lastActiveAt,
      title: course.document.title,
      language: course.document.language,
      modulesDone: of.modulesDone,
      notes: of.notes,
      reasons: of.reasons,
      modules: modules.map((progress, index) => {
        const ofModule = <T extends { moduleKey: string }>(rows: readonly T[]) =>
          rows.filter(({ moduleKey }) => moduleKey === progress.moduleKey);
        return {
          ...progress,
          title: course.document.modules[index]?.title ?? progress.moduleKey,
          shortTitle: course.document.modules[index]?.shortTitle ?? progress.moduleKey,
          key: progress.moduleKey,
          dueOn: ofModule(of.plan?.deadlines ?? [])[0]?.dueOn ?? null,
          extension: ofModule(of.plan?.extensions ?? [])[0] ?? null,
          granted: ofModule(of.allowances)[0] ?? NOTHING,
          exemptions: ofModule(of.exemptions),
          attempts: ofModule(of.attempts),
        };
      }),
    })),
  };
}
