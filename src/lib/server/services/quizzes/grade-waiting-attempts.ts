import type { Ctx } from '../../context.ts';
import { listWaitingAttempts } from '../../queries/attempts.ts';
import { closeAttempt } from './close-attempt.ts';

const AT_ONCE = 200;

/**
 * The system closes overdue attempts and grades what a crash left ungraded. Every instance may call it at any time: each attempt is graded
 * once. One that fails is logged and does not hold up the others. Returns how many were looked at.
 */
export async function gradeWaitingAttempts(ctx: Ctx): Promise<number> {
  const waiting = await listWaitingAttempts(ctx.db, ctx.now(), AT_ONCE);
  for (const { id } of waiting)
    try {
      await closeAttempt(ctx, id);
    } catch (error) {
      ctx.log.error({ err: error, attemptId: id }, 'an attempt could not be graded');
    }
  return waiting.length;
}
