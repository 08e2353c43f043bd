import { eligibilityFor } from '#lib/domain/certificates/eligibility.ts';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { toLocale } from '#lib/i18n/paraglide/runtime.js';
import { routes } from '#lib/client/routes.ts';
import type { Ctx } from '../../context.ts';
import { findDesign, getHolder, type Holder } from '../../queries/certificates.ts';
import { loadEvidence } from '../../queries/progress.ts';
import { enterCertificate } from './enter-certificate.ts';
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
  const issuedAt = ctx.now();
  const snapshot = freeze({ holder, course, evidence, issuedAt, origin: ctx.origin });
  const { courseId, revisionId, revisionNumber } = course;
  const entered = await enterCertificate(
    ctx,
    {
      ...{ userId, courseId, revisionId, revisionNumber, issuedAt },
      snapshot: design ? { ...snapshot, design } : snapshot,
    },
    null,
  );
  if (entered) await congratulate(ctx, { holder, course, code: entered.code });
  return { issued: entered !== null };
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
