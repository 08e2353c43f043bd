import { CODE_BYTES, makeCode } from '#lib/domain/certificates/certificate-code.ts';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { Evidence } from '#lib/domain/progress/evidence.ts';
import { newId, type Ctx } from '../../context.ts';
import { getHolder } from '../../queries/certificates.ts';
import { insertBadge } from '../../queries/issued.ts';
import { freeze } from './freeze.ts';

/**
 * Called inside the transaction that completes a module; no guard of its own, its caller has one. The badge of the module, once per learner however
 * often it is called: frozen as it is now, signed by a job.
 */
export async function awardBadge(
  ctx: Ctx,
  input: { userId: string; course: PublishedCourse; moduleKey: string; evidence: Evidence },
): Promise<void> {
  const { userId, course, moduleKey, evidence } = input;
  const issuedAt = ctx.now();
  const holder = await getHolder(ctx.db, userId);
  const snapshot = freeze({ holder, course, evidence, issuedAt, origin: ctx.origin });
  const code = makeCode(ctx.random.bytes(CODE_BYTES));
  const awarded = await insertBadge(ctx.db, {
    ...{ id: newId(ctx), code, userId, moduleKey, issuedAt },
    courseId: course.courseId,
    snapshot: { ...snapshot, modules: snapshot.modules.filter(({ key }) => key === moduleKey) },
  });
  if (awarded) await ctx.jobs.enqueue(ctx, 'press-issued', { code });
}
