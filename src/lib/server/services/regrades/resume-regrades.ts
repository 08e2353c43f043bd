import type { Ctx } from '../../context.ts';
import { listUnfinishedRegrades } from '../../queries/regrades.ts';

/**
 * An instance that starts goes on with what is not finished: the queue itself notices only after some minutes that an instance was killed.
 * Where another instance is at it, both share the work.
 */
export async function resumeRegrades(ctx: Ctx): Promise<void> {
  for (const { id } of await listUnfinishedRegrades(ctx.db))
    await ctx.jobs.enqueue(ctx, 'regrade', { regradeId: id });
}
