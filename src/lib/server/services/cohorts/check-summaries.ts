import type { Ctx } from '../../context.ts';
import { countWrongAttempts, countWrongFigures, mendFigures, refreshFigures } from '../../queries/figures.ts';
import {
  listLearnerKeys,
  listWrongStandings,
  refreshStandings,
  type LearnerKey,
  type WrongStanding,
} from '../../queries/standings.ts';
import { listWrongTallies, mendTallies } from '../../queries/tallies.ts';

const AT_ONCE = 2_000;
const MOST_NAMED = 20;

export interface SummariesCheck {
  learners: number;
  wrongStandings: number;
  /** The first of them. */
  examples: WrongStanding[];
  /** Graded attempts that stand otherwise in the figures of their quiz. */
  wrongAttempts: number;
  wrongCounts: number;
}

/** Hears how many learners are done. */
type Progress = (learners: number) => void;

/** Compares the kept summaries with the evidence, while the platform runs; changes nothing. For the command line, which answers for itself. */
export async function compareSummaries(ctx: Pick<Ctx, 'db'>, tell: Progress): Promise<SummariesCheck> {
  const examples: WrongStanding[] = [];
  let [wrongStandings, wrongAttempts] = [0, 0];
  const learners = await eachBatch(ctx, tell, async (batch) => {
    const wrong = await listWrongStandings(ctx.db, batch);
    wrongStandings += wrong.length;
    examples.push(...wrong.slice(0, MOST_NAMED - examples.length));
    wrongAttempts += await countWrongAttempts(ctx.db, batch);
  });
  const wrongCounts = (await listWrongTallies(ctx.db)).length + (await countWrongFigures(ctx.db));
  return { learners, wrongStandings, examples, wrongAttempts, wrongCounts };
}

/** Makes the summaries anew from the evidence, while the platform runs: some thousand learners at a time, then the counts of the cohorts and the sums of the quizzes. */
export async function rebuildSummaries(
  ctx: Pick<Ctx, 'db'>,
  tell: Progress,
): Promise<{ learners: number; mendedCounts: number }> {
  const learners = await eachBatch(ctx, tell, async (batch) => {
    await refreshStandings(ctx.db, batch);
    await refreshFigures(ctx.db, batch);
  });
  return { learners, mendedCounts: (await mendTallies(ctx.db)) + (await mendFigures(ctx.db)) };
}

async function eachBatch(
  ctx: Pick<Ctx, 'db'>,
  tell: Progress,
  work: (batch: LearnerKey[]) => Promise<void>,
): Promise<number> {
  let done = 0;
  for (let after: LearnerKey | null = null; ;) {
    const batch: LearnerKey[] = await listLearnerKeys(ctx.db, { after, limit: AT_ONCE });
    const last = batch.at(-1);
    if (!last) return done;
    await work(batch);
    done += batch.length;
    after = last;
    tell(done);
  }
}
