import * as v from 'valibot';
import { AppError } from '#lib/domain/errors.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { lockEnrolment } from '../../queries/enrolments.ts';
import { upsertStandInRead } from '../../queries/evidence.ts';
import { openModule } from './open-module.ts';
import { settleProgress } from './settle-progress.ts';

export const markStandInInput = v.object({ segment: v.string(), read: v.boolean() });

/**
 * An enrolled learner marks the written stand-in of a recording segment read, or takes the mark back. It counts as much as watching.
 * Completion follows in the same transaction.
 */
export async function markStandIn(
  ctx: Ctx,
  input: { course: string; module: string; segment: string; read: boolean },
): Promise<{ moduleCompleted: boolean; courseCompleted: boolean }> {
  const { userId, course, module } = await openModule(ctx, input);
  if (!module.segments.some((segment) => segment.key === input.segment)) throw new AppError('not-found');
  return inTransaction(ctx, async (tx) => {
    if (!(await lockEnrolment(tx.db, userId, course.courseId))) throw new AppError('not-found');
    await upsertStandInRead(tx.db, {
      userId,
      courseId: course.courseId,
      moduleKey: module.key,
      segmentKey: input.segment,
      readAt: input.read ? tx.now() : null,
    });
    return settleProgress(tx, { userId, course, moduleKey: module.key });
  });
}
