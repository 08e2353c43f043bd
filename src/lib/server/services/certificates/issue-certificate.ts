import { CODE_BYTES, makeCode } from '#lib/domain/certificates/certificate-code.ts';
import { eligibilityFor } from '#lib/domain/certificates/eligibility.ts';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { toLocale } from '#lib/i18n/paraglide/runtime.js';
import { routes } from '#lib/client/routes.ts';
import { newId, type Ctx } from '../../context.ts';
import {
  findDesign,
  getHolder,
  insertCertificate,
  insertCertificateEvent,
  type Holder,
} from '../../queries/certificates.ts';
import { loadEvidence } from '../../queries/progress.ts';
import { freeze } from './freeze.ts';

/**
 * Called inside the transaction that completes a course; no guard of its own, its caller has one. Freezes the names, the course and
 * the completions as they are now, once per learner and course however often it is called, and writes to the learner when it
 * really was issued now. Its credential and PDF are made by a job. Issues nothing while a module is missing.
 */
export async function issueCertificate(
  ctx: Ctx,
  input: { userId: string; course: PublishedCourse },
): Promise<{ issued: boolean }> {
  const { userId, course } = input;
  const evidence = await loadEvidence(ctx.db, userId, course.courseId);
  const completed = evidence.completions.map(({ moduleKey }) => moduleKey);
  if (!eligibilityFor(course.document, completed).eligible) return { issued: false };

  const [holder, design] = await Promise.all([
    getHolder(ctx.db, userId),
    findDesign(ctx.db, course.courseId),
  ]);
  const [id, issuedAt] = [newId(ctx), ctx.now()];
  const code = makeCode(ctx.random.bytes(CODE_BYTES));
  const snapshot = freeze({ holder, course, evidence, issuedAt, origin: ctx.origin });
  const issued = await insertCertificate(ctx.db, {
    ...{ id, code, userId, issuedAt },
    courseId: course.courseId,
    revisionId: course.revisionId,
    revisionNumber: course.revisionNumber,
    snapshot: design ? { ...snapshot, design } : snapshot,
  });
  if (!issued) return { issued };
  await insertCertificateEvent(ctx.db, {
    id: newId(ctx),
    certificateId: id,
    at: issuedAt,
    event: 'issued',
    reason: null,
    actorId: null,
  });
  await ctx.jobs.enqueue(ctx, 'press-issued', { code });
  await congratulate(ctx, { holder, course, code });
  return { issued };
}

async function congratulate(
  ctx: Ctx,
  { holder, course, code }: { holder: Holder; course: PublishedCourse; code: string },
): Promise<void> {
  const locale = toLocale(holder.locale) ?? 'en';
  const title = course.document.title;
  await ctx.mail.send(ctx, {
    recipient: holder.email,
    locale,
    subject: m.cert_mail_subject({ course: title }, { locale }),
    body: m.cert_mail_body(
      {
        name: holder.nameNative,
        course: title,
        certificates: `${ctx.origin}${routes.certificates()}`,
        verify: `${ctx.origin}${routes.verifyCode(code)}`,
      },
      { locale },
    ),
  });
}
