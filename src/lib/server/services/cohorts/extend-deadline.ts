import * as v from 'valibot';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { dayOf } from '#lib/domain/cohorts/calendar-day.ts';
import { dateOfDay, parseDay } from '#lib/domain/cohorts/day.ts';
import { findModule, type Module } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import { formatDate } from '#lib/i18n/formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { toLocale } from '#lib/i18n/paraglide/runtime.js';
import { routes } from '#lib/client/routes.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { formText } from '../../http/form-text.ts';
import { listMembers, type Member } from '../../queries/cohort-people.ts';
import { listModuleDeadlines } from '../../queries/cohort-settings.ts';
import { lockEnrolment, lockEnrolments } from '../../queries/enrolments.ts';
import { deleteExtension, saveExtensions } from '../../queries/due-days.ts';
import { recordAct } from '../audit/record-act.ts';
import { chosenPeople } from './chosen-people.ts';
import { activeCohort, type CohortGround } from './staff-cohort.ts';

export const extendInput = v.object({
  cohort: formText,
  module: formText,
  dueOn: formText,
  reason: formText,
});
export const takeBackInput = v.object({ cohort: formText, module: formText });

const LONGEST_REASON = 500;

export interface ExtensionWish {
  cohortId: string;
  userIds: readonly string[];
  /** Key of the module. */
  module: string;
  /** A day as a date field sends it. */
  dueOn: string;
  reason: string;
}

/**
 * The staff of a cohort give learners another day for one module, whatever the cohort's is, and say why; each learner is told by a letter. A day that is
 * given again replaces the one before. The day lies today or ahead. Somebody who is not in the cohort does not exist.
 */
export async function extendDeadlines(ctx: Ctx, input: ExtensionWish): Promise<void> {
  const ground = await activeCohort(ctx, 'learner.help', input.cohortId);
  const module = findModule(ground.course.document, input.module);
  if (!module) throw new AppError('not-found');
  const userIds = chosenPeople(input.userIds);
  const dueOn = parseDay(input.dueOn);
  const reason = input.reason.trim();
  const isAhead = typeof dueOn === 'string' && dueOn >= dayOf(ctx.now());
  refuseProblems({
    dueOn: isAhead ? null : 'date-not-ahead',
    reason: reason === '' ? 'text-missing' : reason.length > LONGEST_REASON ? 'text-long' : null,
  });
  const grantedAt = ctx.now();
  const day = {
    moduleKey: module.key,
    dueOn: dueOn ?? '',
    reason,
    grantedBy: ground.actor.userId,
    grantedAt,
  };
  await inTransaction(ctx, async (tx) => {
    await lockEnrolments(tx.db, ground.course.courseId, userIds);
    const members = await listMembers(tx.db, ground.cohort.id, userIds);
    if (members.length < userIds.length) throw new AppError('not-found');
    await saveExtensions(
      tx.db,
      members.map(({ userId }) => ({ userId, courseId: ground.course.courseId, ...day })),
    );
    for (const member of members) {
      await recordAct(tx, 'deadline.extend', {
        subjectId: member.userId,
        details: { module: module.key, dueOn: day.dueOn, reason },
      });
      await tell(tx, ground, { member, module, dueOn: day.dueOn, reason });
    }
  });
}

/** The staff take a learner's own day back: the cohort's holds again, or none. The learner is told. Without such a day: `not-found`. */
export async function takeBackExtension(
  ctx: Ctx,
  input: { cohortId: string; userId: string; module: string },
): Promise<void> {
  const ground = await activeCohort(ctx, 'learner.help', input.cohortId);
  const module = findModule(ground.course.document, input.module);
  if (!module) throw new AppError('not-found');
  const [userId = ''] = chosenPeople([input.userId]);
  await inTransaction(ctx, async (tx) => {
    await lockEnrolment(tx.db, userId, ground.course.courseId);
    const [member] = await listMembers(tx.db, ground.cohort.id, [userId]);
    const place = { userId, courseId: ground.course.courseId, moduleKey: module.key };
    if (!member || !(await deleteExtension(tx.db, place))) throw new AppError('not-found');
    await recordAct(tx, 'deadline.take-back', { subjectId: userId, details: { module: module.key } });
    const dueOn = (await listModuleDeadlines(tx.db, ground.cohort.id)).get(module.key) ?? null;
    await tell(tx, ground, { member, module, dueOn, reason: null });
  });
}

/** Writes to the learner which day holds now: with a reason their own, else the cohort's or none. */
async function tell(
  tx: Ctx,
  { course }: CohortGround,
  given: { member: Member; module: Module; dueOn: string | null; reason: string | null },
): Promise<void> {
  const { member, module, dueOn, reason } = given;
  const locale = toLocale(member.locale) ?? 'en';
  const words = {
    name: member.nameNative,
    module: module.title,
    day: dueOn ? formatDate(dateOfDay(dueOn), locale) : '',
    reason: reason ?? '',
    link: tx.origin + routes.learnModule(course.document.slug, module.slug),
  };
  const body = reason ? m.mail_due_own_body : dueOn ? m.mail_due_back_body : m.mail_due_none_body;
  await tx.mail.send(tx, {
    recipient: member.email,
    locale,
    subject: m.mail_due_subject(words, { locale }),
    body: body(words, { locale }),
  });
}
