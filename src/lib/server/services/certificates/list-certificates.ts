import { publicCertificate, type PublicCertificate } from '#lib/domain/certificates/certificate.ts';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { courseProgress, type CourseProgress } from '#lib/domain/progress/course-progress.ts';
import { authorize, type Ctx } from '../../context.ts';
import { listOwnIssued } from '../../queries/own-certificates.ts';
import { listLearning } from '../../queries/progress.ts';

export interface OwnCertificate {
  certificate: PublicCertificate;
  /** Why it was revoked; null where it is not. */
  revokedFor: string | null;
  /** A wish to have its names corrected waits. */
  hasOpenWish: boolean;
  /** Those whose place it took, newest first. */
  earlier: { code: string; issuedAt: string }[];
}

export interface CertificatesView {
  certificates: OwnCertificate[];
  /** Badges of modules, in the order in which they were earned. */
  badges: PublicCertificate[];
  /** Courses begun without a certificate so far. */
  underWay: { course: PublishedCourse; progress: CourseProgress }[];
}

/** A person's own certificates, newest first, their badges, and what is missing for the ones to come. Two statements. */
export async function listCertificates(ctx: Ctx): Promise<CertificatesView> {
  const { userId } = authorize(ctx, 'certificate.download');
  const [issued, learning, published] = await Promise.all([
    listOwnIssued(ctx.db, userId),
    listLearning(ctx.db, userId),
    ctx.courses.list(),
  ]);
  const rows = issued.filter(({ kind }) => kind === 'certificate');
  const superseded = rows.filter(({ state }) => state === 'superseded');
  const certified = new Set(rows.map(({ courseId }) => courseId));
  const underWay = learning.flatMap(({ courseId, evidence, lastModuleKey }) => {
    const course = published.find((candidate) => candidate.courseId === courseId);
    if (!course || certified.has(courseId)) return [];
    return [{ course, progress: courseProgress(course.document, evidence, lastModuleKey) }];
  });
  const certificates = rows
    .filter(({ state }) => state !== 'superseded')
    .map((row) => ({
      certificate: publicCertificate(row),
      revokedFor: row.state === 'revoked' ? row.revokedFor : null,
      hasOpenWish: row.hasOpenWish,
      earlier: superseded
        .filter(({ courseId }) => courseId === row.courseId)
        .map(({ code, snapshot }) => ({ code, issuedAt: snapshot.issuedAt })),
    }));
  const badges = issued.filter(({ kind }) => kind === 'badge').reverse();
  return { certificates, badges: badges.map(publicCertificate), underWay };
}
