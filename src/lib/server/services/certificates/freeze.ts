import type { CertificateSnapshot } from '#lib/domain/certificates/certificate.ts';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { Evidence } from '#lib/domain/progress/evidence.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { Holder } from '../../queries/certificates.ts';

/** Everything that a certificate or a badge will ever say, as it is now. A module without a completion yet counts as completed at the time of issue. */
export function freeze(given: {
  holder: Holder;
  course: PublishedCourse;
  evidence: Evidence;
  issuedAt: Date;
  origin: string;
}): CertificateSnapshot {
  const { holder, course, evidence, issuedAt, origin } = given;
  const completedAt = new Map(evidence.completions.map((done) => [done.moduleKey, done.completedAt]));
  const best = new Map(evidence.quizzes.map((quiz) => [quiz.moduleKey, quiz.bestPercent]));
  const waysOf = (module: string) =>
    evidence.segments.flatMap(({ moduleKey, way }) => (moduleKey === module ? [way] : []));
  const { slug, title, studyHours, language, source, modules } = course.document;
  return {
    holder: {
      nameNative: holder.nameNative,
      nameLatin: holder.nameLatin,
      nameLanguage: holder.nameLanguage,
    },
    course: {
      slug,
      title,
      revisionNumber: course.revisionNumber,
      studyHours,
      language,
      source: { title: source.title, organisers: [...source.organisers], dates: source.dates },
    },
    modules: modules.map((module) => ({
      key: module.key,
      title: module.title,
      shortTitle: module.shortTitle,
      sector: module.sector,
      scorePercent: toTwoDecimals(best.get(module.key) ?? null),
      completedAt: (completedAt.get(module.key) ?? issuedAt).toISOString(),
      ways: [...new Set(waysOf(module.key))].sort(),
    })),
    issuer: { name: m.product_name({}, { locale: 'en' }), origin },
    issuedAt: issuedAt.toISOString(),
  };
}

const toTwoDecimals = (percent: number | null) => (percent === null ? null : Math.round(percent * 100) / 100);
