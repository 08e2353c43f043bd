import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { findModule } from '#lib/domain/courses/course.ts';
import { moduleProgress } from '#lib/domain/progress/module-progress.ts';
import type { Ctx } from '../../context.ts';
import { lockEnrolment } from '../../queries/enrolments.ts';
import { insertModuleCompletion } from '../../queries/evidence.ts';
import { loadEvidence } from '../../queries/progress.ts';
import { awardBadge } from '../certificates/award-badge.ts';
import { issueCertificate } from '../certificates/issue-certificate.ts';

/**
 * Called by whoever has just added evidence, inside that transaction: records the module's completion with its badge when nothing is missing
 * any more, and issues the certificate when it was the last module. No guard of its own: its callers have one. Two
 * parallel calls for one learner wait for each other on the enrolment, so the last module is never overlooked.
 */
export async function settleProgress(
  ctx: Ctx,
  input: { userId: string; course: PublishedCourse; moduleKey: string },
): Promise<{ moduleCompleted: boolean; courseCompleted: boolean }> {
  const { userId, course, moduleKey } = input;
  const module = findModule(course.document, moduleKey);
  if (!module) return { moduleCompleted: false, courseCompleted: false };
  await lockEnrolment(ctx.db, userId, course.courseId);
  const evidence = await loadEvidence(ctx.db, userId, course.courseId);
  const progress = moduleProgress(course.document, module, evidence);
  if (progress.state === 'complete' || progress.missing.length > 0)
    return { moduleCompleted: false, courseCompleted: false };

  const moduleCompleted = await insertModuleCompletion(ctx.db, {
    userId,
    courseId: course.courseId,
    moduleKey,
    revisionId: course.revisionId,
    completedAt: ctx.now(),
  });
  if (moduleCompleted) await awardBadge(ctx, { userId, course, moduleKey, evidence });
  const done = new Set([moduleKey, ...evidence.completions.map((completion) => completion.moduleKey)]);
  const courseCompleted = course.document.modules.every(({ key }) => done.has(key));
  if (courseCompleted) await issueCertificate(ctx, { userId, course });
  return { moduleCompleted, courseCompleted };
}
