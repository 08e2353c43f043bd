import * as v from 'valibot';
import { validate as isUuid } from 'uuid';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { findModule } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import { deadlinesOf } from '#lib/domain/quizzes/deadline.ts';
import { parseMinute, toMinute } from '#lib/domain/quizzes/minute.ts';
import { authorize, inTransaction, type Ctx } from '../../context.ts';
import { formText } from '../../http/form-text.ts';
import { listEnrolmentsForStaff } from '../../queries/cohorts.ts';
import { lockEnrolment } from '../../queries/enrolments.ts';
import { addAllowance, findQuizAccess, lockOpenAttempt, setDeadlines } from '../../queries/quiz-access.ts';
import { recordAct } from '../audit/record-act.ts';

export const allowMoreInput = v.object({
  course: formText,
  module: formText,
  attempts: formText,
  minutes: formText,
  closes: formText,
  reason: formText,
});

const MOST_ATTEMPTS = 20;
const MOST_MINUTES = 1_440;
const LONGEST_REASON = 500;

/**
 * The staff of a learner's cohort grant attempts and minutes beyond the rules, on top of what was granted before, or a closing date of their own (a
 * minute in UTC) in place of the cohort's, and say why. Minutes and date count in every attempt, also in the one that is open now, whose deadline moves. Kept in the audit log. Somebody else's learner does not exist.
 */
export async function allowMore(
  ctx: Ctx,
  input: { userId: string } & v.InferOutput<typeof allowMoreInput>,
): Promise<void> {
  const enrolled = isUuid(input.userId) ? await listEnrolmentsForStaff(ctx.db, input.userId) : [];
  const enrolment = enrolled.find(({ courseId }) => courseId === input.course);
  const actor = authorize(ctx, 'learner.help', { instructorIds: enrolment?.instructorIds ?? [] });
  const course = enrolment && (await ctx.courses.findById(enrolment.courseId));
  if (!course || !findModule(course.document, input.module)) throw new AppError('not-found');
  const reason = input.reason.trim();
  const extraAttempts = wholeNumber(input.attempts, MOST_ATTEMPTS);
  const extraMinutes = wholeNumber(input.minutes, MOST_MINUTES);
  const closesAt = parseMinute(input.closes);
  const isNothing = extraAttempts === 0 && extraMinutes === 0 && closesAt === null;
  refuseProblems({
    attempts: extraAttempts === null || isNothing ? 'number-wrong' : null,
    minutes: extraMinutes === null ? 'number-wrong' : null,
    closes: closesAt === undefined || (closesAt && closesAt <= ctx.now()) ? 'date-not-ahead' : null,
    reason: reason === '' ? 'text-missing' : reason.length > LONGEST_REASON ? 'text-long' : null,
  });
  const granted = { extraAttempts: extraAttempts ?? 0, extraSeconds: (extraMinutes ?? 0) * 60 };
  const place = { userId: input.userId, courseId: course.courseId, moduleKey: input.module };
  await inTransaction(ctx, async (tx) => {
    await lockEnrolment(tx.db, place.userId, place.courseId);
    await addAllowance(tx.db, {
      ...place,
      ...granted,
      closesAt: closesAt ?? null,
      updatedBy: actor.userId,
      updatedAt: tx.now(),
    });
    const [open, access] = [await lockOpenAttempt(tx.db, place), await findQuizAccess(tx.db, place)];
    if (open && access && (granted.extraSeconds > 0 || closesAt))
      await setDeadlines(tx.db, open.id, deadlinesOf(course.document.attemptRules, open.startedAt, access));
    await recordAct(tx, 'quiz.allow', {
      subjectId: place.userId,
      details: { module: place.moduleKey, ...granted, closesAt: toMinute(closesAt ?? null) || null, reason },
    });
  });
}

/** From 0 (also where nothing was typed) to `most`; null for anything else. */
function wholeNumber(typed: string, most: number): number | null {
  const text = typed.trim();
  if (text === '') return 0;
  return /^\d{1,6}$/.test(text) && Number(text) <= most ? Number(text) : null;
}
