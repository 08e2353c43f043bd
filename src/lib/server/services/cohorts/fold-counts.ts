import type { Ctx } from '../../context.ts';
import { foldTallies } from '../../queries/tallies.ts';

const AT_ONCE = 20_000;

/** Folds what changed in the counts of cohorts since the last time into them. For the sweep of every instance; side by side they do no harm. */
export async function foldCounts(ctx: Pick<Ctx, 'db'>): Promise<void> {
  while ((await foldTallies(ctx.db, AT_ONCE)) === AT_ONCE);
}
