import { publicCertificate, type PublicCertificate } from '#lib/domain/certificates/certificate.ts';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { courseProgress, type CourseProgress } from '#lib/domain/progress/course-progress.ts';
import { authorize, type Ctx } from '../../context.ts';
import { listCertificatesOf } from '../../queries/certificates.ts';
import { listLearning } from '../../queries/progress.ts';

export interface CertificatesView {
  certificates: PublicCertificate[];
  /** Courses begun without a certificate so far. */
  underWay: { course: PublishedCourse; progress: CourseProgress }[];
}

/** A person's own certificates, newest first, and what is missing for the ones to come. Two statements. */
export async function listCertificates(ctx: Ctx): Promise<CertificatesView> {
  const { userId } = authorize(ctx, 'certificate.download');
  const [rows, learning, published] = await Promise.all([
    listCertificatesOf(ctx.db, userId),
    listLearning(ctx.db, userId),
    ctx.courses.list(),
  ]);
  const certified = new Set(rows.map(({ courseId }) => courseId));
  const underWay = learning.flatMap(({ courseId, evidence, lastModuleKey }) => {
    const course = published.find((candidate) => candidate.courseId === courseId);
    if (!course || certified.has(courseId)) return [];
    return [{ course, progress: courseProgress(course.document, evidence, lastModuleKey) }];
  });
  return { certificates: rows.map(publicCertificate), underWay };
}
