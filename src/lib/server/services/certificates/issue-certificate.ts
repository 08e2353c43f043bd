import type { CertificateSnapshot } from '#lib/domain/certificates/certificate.ts';
import { CODE_BYTES, makeCode } from '#lib/domain/certificates/certificate-code.ts';
import { eligibilityFor } from '#lib/domain/certificates/eligibility.ts';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { Evidence } from '#lib/domain/progress/evidence.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { toLocale } from '#lib/i18n/paraglide/runtime.js';
import { routes } from '#lib/client/routes.ts';
import { newId, type Ctx } from '../../context.ts';
import { getHolder, insertCertificate, type Holder } from '../../queries/certificates.ts';
import { loadEvidence } from '../../queries/progress.ts';

/**
 * Called inside the transaction that completes a course; no guard of its own, its caller has one. Freezes the names, the course and
 * the completions as they are now, once per learner and course however often it is called, and writes to the learner when it
 * really was issued now. Issues nothing while a module is missing.
 */
export async function issueCertificate(
  ctx: Ctx,
  input: { userId: string; course: PublishedCourse },
): Promise<{ issued: boolean }> {
  const { userId, course } = input;
  const evidence = await loadEvidence(ctx.db, userId, course.courseId);
  const completed = evidence.completions.map(({ moduleKey }) => moduleKey);
  if (!eligibilityFor(course.document, completed).eligible) return { issued: false };

  const holder = await getHolder(ctx.db, userId);
  const issuedAt = ctx.now();
  const code = makeCode(ctx.random.bytes(CODE_BYTES));
  const issued = await insertCertificate(ctx.db, {
    id: newId(ctx),
    code,
    userId,
    courseId: course.courseId,
    revisionId: course.revisionId,
    revisionNumber: course.revisionNumber,
    snapshot: snapshotOf(holder, course, evidence, { issuedAt, origin: ctx.origin }),
    issuedAt,
  });
  if (issued) await congratulate(ctx, { holder, course, code });
  return { issued };
}

function snapshotOf(
  holder: Holder,
  { document, revisionNumber }: PublishedCourse,
  evidence: Evidence,
  issue: { issuedAt: Date; origin: string },
): CertificateSnapshot {
  const completedAt = new Map(evidence.completions.map((done) => [done.moduleKey, done.completedAt]));
  const best = new Map(evidence.quizzes.map((quiz) => [quiz.moduleKey, quiz.bestPercent]));
  const { slug, title, studyHours, language, source } = document;
  return {
    holder: {
      nameNative: holder.nameNative,
      nameLatin: holder.nameLatin,
      nameLanguage: holder.nameLanguage,
    },
    course: {
      slug,
      title,
      revisionNumber,
      studyHours,
      language,
      source: { title: source.title, organisers: [...source.organisers], dates: source.dates },
    },
    modules: document.modules.map((module) => ({
      key: module.key,
      title: module.title,
      shortTitle: module.shortTitle,
      sector: module.sector,
      scorePercent: toTwoDecimals(best.get(module.key) ?? null),
      completedAt: (completedAt.get(module.key) ?? issue.issuedAt).toISOString(),
    })),
    issuer: { name: m.product_name({}, { locale: 'en' }), origin: issue.origin },
    issuedAt: issue.issuedAt.toISOString(),
  };
}

const toTwoDecimals = (percent: number | null) => (percent === null ? null : Math.round(percent * 100) / 100);

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
