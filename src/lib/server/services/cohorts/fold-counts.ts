import type { Ctx } from '../../context.ts';
import { foldFigures } from '../../queries/figures.ts';
import { foldTallies } from '../../queries/tallies.ts';

const AT_ONCE = 20_000;
/** Each adds to some hundred sums. */
const ATTEMPTS_AT_ONCE = 2_000;

/** Folds what changed in the counts of cohorts and in the sums of quizzes since the last time into them. For the sweep of every instance; side by side they do no harm. */
export async function foldCounts(ctx: Pick<Ctx, 'db'>): Promise<void> {
  while ((await foldTallies(ctx.db, AT_ONCE)) === AT_ONCE);
  while ((await foldFigures(ctx.db, ATTEMPTS_AT_ONCE)) === ATTEMPTS_AT_ONCE);
}
