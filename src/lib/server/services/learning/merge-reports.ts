import type { Ctx } from '../../context.ts';
import type { Executor } from '../../db/client.ts';
import { mergeWatchReports, type MergedReport, type WatchReportRow } from '../../queries/watch-reports.ts';

/** Keeps a statement, and what fails with it, small. */
const MOST_AT_ONCE = 100;

interface Waiting {
  report: WatchReportRow;
  resolve: (merged: MergedReport) => void;
  reject: (reason: unknown) => void;
}

/**
 * Reports that arrive while a statement is under way share the next one; an answer is given only when it is committed. So the busier it is, the
 * fewer statements and commits a report costs, and alone it waits for nobody. What waits here is lost with the process and is not
 * acknowledged: the players send it again.
 */
class ReportLine {
  readonly #db: Executor;
  readonly #waiting: Waiting[] = [];
  #isRunning = false;

  constructor(db: Executor) {
    this.#db = db;
  }

  merge(report: WatchReportRow): Promise<MergedReport> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ report, resolve, reject });
      if (!this.#isRunning) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) await this.#take(this.#waiting.splice(0, MOST_AT_ONCE));
    this.#isRunning = false;
  }

  async #take(some: readonly Waiting[]): Promise<void> {
    try {
      const merged = await mergeWatchReports(
        this.#db,
        some.map(({ report }) => report),
      );
      const again: Waiting[] = [];
      for (const [index, one] of some.entries()) {
        const answer = merged[index];
        if (answer && answer.outcome !== 'again') one.resolve(answer);
        else again.push(one);
      }
      this.#waiting.unshift(...again);
    } catch (error) {
      // One that Postgres refuses must not take the others with it.
      if (some.length > 1) await Promise.all(some.map((one) => this.#take([one])));
      else some[0]?.reject(error);
    }
  }
}

const lines = new WeakMap<Executor, ReportLine>();

/** Merges one report; called by `reportWatched`, which knows who may. */
export function mergeReports(ctx: Pick<Ctx, 'db'>, report: WatchReportRow): Promise<MergedReport> {
  let line = lines.get(ctx.db);
  if (!line) lines.set(ctx.db, (line = new ReportLine(ctx.db)));
  return line.merge(report);
}
