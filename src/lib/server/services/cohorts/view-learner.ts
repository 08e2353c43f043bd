import { dayOf } from '#lib/domain/cohorts/calendar-day.ts';
import { helpReasons } from '#lib/domain/cohorts/needs-help.ts';
import { courseProgress } from '#lib/domain/progress/course-progress.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import type { Ctx } from '../../context.ts';
import { listExemptions } from '../../queries/exemptions.ts';
import { findStaffPlan } from '../../queries/learner-plan.ts';
import { listNotes } from '../../queries/notes.ts';
import { listAttemptsOf } from '../../queries/cohorts.ts';
import { listAllowances } from '../../queries/quiz-access.ts';
import { loadEvidence } from '../../queries/progress.ts';
import { seenLearner } from '../learners/staff-learner.ts';
import { timelineOf } from '../learners/timeline-of.ts';
import { mayRemove } from '../learners/write-note.ts';

const MOST_NOTES = 100;

/**
 * An instructor sees one learner of a cohort of theirs: why they need help, evidence, attempts, what was granted, the notes of the staff, and a page of all that happened
 * (`after` comes from the page before), in the courses of their own cohorts only. Somebody else's learner does not exist.
 */
export async function viewLearner(ctx: Ctx, input: { userId: string; after?: string | null }) {
  const { actor, person, seen } = await seenLearner(ctx, input.userId);
  const courses = await Promise.all(
    seen.map(async ({ enrolment, course }) => {
      const of = { userId: input.userId, courseId: enrolment.courseId };
      const [evidence, attempts, allowances, exemptions, notes, plan] = await Promise.all([
        loadEvidence(ctx.db, of.userId, of.courseId),
        listAttemptsOf(ctx.db, of.userId, of.courseId),
        listAllowances(ctx.db, of),
        listExemptions(ctx.db, of),
        listNotes(ctx.db, of, MOST_NOTES),
        findStaffPlan(ctx.db, of),
      ]);
      const { modules, modulesDone } = courseProgress(course.document, evidence);
      const found = { enrolment, course, modules, modulesDone, attempts, allowances, exemptions };
      const today = dayOf(ctx.now());
      const reasons = plan?.handOn && plan.handOn <= today ? helpReasons(plan, today) : [];
      const { sectionsRead } = evidence;
      return { ...found, sectionsRead, notes: notes.map(withRight(actor)), plan, reasons };
    }),
  );
  const timeline = await timelineOf(ctx, { userId: input.userId, seen, after: input.after ?? null });
  return { person, courses, timeline };
}

/** A note, and whether it is the reader's to remove. */
const withRight =
  (actor: Actor) =>
  <T extends { writtenById: string | null }>({ writtenById, ...note }: T) => ({
    ...note,
    mayRemove: mayRemove(actor, { writtenBy: writtenById }),
  });
