import * as v from 'valibot';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { toLocale } from '#lib/i18n/paraglide/runtime.js';
import { routes } from '#lib/client/routes.ts';
import { inTransaction, requireActor, type Ctx } from '../../context.ts';
import { formText } from '../../http/form-text.ts';
import { lockEnrolment } from '../../queries/enrolments.ts';
import { getHolder } from '../../queries/certificates.ts';
import { deleteExemption, upsertExemption } from '../../queries/exemptions.ts';
import { recordAct } from '../audit/record-act.ts';
import { settleProgress } from '../learning/settle-progress.ts';
import { staffLearner } from './staff-learner.ts';

export const exemptSegmentInput = v.object({
  course: formText,
  module: formText,
  segment: formText,
  reason: formText,
});

export type ExemptionInput = { userId: string } & v.InferOutput<typeof exemptSegmentInput>;

const LONGEST_REASON = 500;

/**
 * The staff of a learner's cohort excuse them from a segment, and say why: it counts as covered. The learner gets a letter; the module's completion,
 * and with the last module the certificate, may follow in the same transaction. Kept in the audit log. Excused again, the reason is the new one.
 */
export async function exemptSegment(ctx: Ctx, input: ExemptionInput): Promise<void> {
  const of = await placeOf(ctx, input);
  const reason = input.reason.trim();
  refuseProblems({
    reason: reason === '' ? 'text-missing' : reason.length > LONGEST_REASON ? 'text-long' : null,
  });
  await inTransaction(ctx, async (tx) => {
    await lockEnrolment(tx.db, of.row.userId, of.row.courseId);
    const grantedBy = requireActor(tx).userId;
    await upsertExemption(tx.db, { ...of.row, reason, grantedBy, grantedAt: tx.now() });
    await record(tx, 'segment.exempt', of, reason);
    await tell(tx, { ...of, letter: EXEMPT, reason });
    const { userId, moduleKey } = of.row;
    await settleProgress(tx, { userId, course: of.course, moduleKey });
  });
}

/** They take it back, and say why: the segment counts again as the learner's own evidence says. A completion that followed stays. */
export async function requireSegment(ctx: Ctx, input: ExemptionInput): Promise<void> {
  const of = await placeOf(ctx, input);
  const reason = input.reason.trim();
  refuseProblems({
    reason: reason === '' ? 'text-missing' : reason.length > LONGEST_REASON ? 'text-long' : null,
  });
  await inTransaction(ctx, async (tx) => {
    await lockEnrolment(tx.db, of.row.userId, of.row.courseId);
    if (!(await deleteExemption(tx.db, of.row))) throw new AppError('not-found');
    await record(tx, 'segment.require', of, reason);
    await tell(tx, { ...of, letter: REQUIRED, reason });
  });
}

interface Place {
  course: PublishedCourse;
  titles: { module: string; segment: string; moduleSlug: string };
  row: { userId: string; courseId: string; moduleKey: string; segmentKey: string };
}

async function placeOf(ctx: Ctx, input: ExemptionInput): Promise<Place> {
  const of = { userId: input.userId, courseId: input.course };
  const { course } = await staffLearner(ctx, 'learner.help', of);
  const module = course.document.modules.find(({ key }) => key === input.module);
  const segment = module?.segments.find(({ key }) => key === input.segment);
  if (!module || !segment) throw new AppError('not-found');
  return {
    course,
    titles: { module: module.title, segment: segment.title, moduleSlug: module.slug },
    row: { ...of, moduleKey: module.key, segmentKey: segment.key },
  };
}

const record = (
  tx: Ctx,
  action: 'segment.exempt' | 'segment.require',
  { course, row }: Place,
  reason: string,
) =>
  recordAct(tx, action, {
    subjectId: row.userId,
    details: { course: course.document.slug, module: row.moduleKey, segment: row.segmentKey, reason },
  });

const EXEMPT = { subject: m.mail_exempt_subject, body: m.mail_exempt_body };
const REQUIRED = { subject: m.mail_required_subject, body: m.mail_required_body };

async function tell(tx: Ctx, of: Place & { letter: typeof EXEMPT; reason: string }): Promise<void> {
  const learner = await getHolder(tx.db, of.row.userId);
  const locale = toLocale(learner.locale) ?? 'en';
  const { module, segment, moduleSlug } = of.titles;
  const link = tx.origin + routes.learnModule(of.course.document.slug, moduleSlug);
  const words = { name: learner.nameNative, module, segment, reason: of.reason, link };
  await tx.mail.send(tx, {
    recipient: learner.email,
    locale,
    subject: of.letter.subject({ module }, { locale }),
    body: of.letter.body(words, { locale }),
  });
}
