import { sql } from 'drizzle-orm';
import type { Tally, TallyKind } from '#lib/domain/cohorts/tallies.ts';
import type { Executor } from '../db/client.ts';
import { cohortTallies, tallyChanges } from '../db/schema/index.ts';

export interface TallyChoice {
  cohortIds: readonly string[];
  /** Empty: of the whole course; absent: of everything. */
  moduleKey?: string;
  /** Absent: all. */
  kinds?: readonly TallyKind[];
}

/** The counts of some cohorts as they are now: what was folded and what was not yet, in one statement. */
export async function sumTallies(db: Executor, choice: TallyChoice): Promise<Tally[]> {
  if (choice.cohortIds.length === 0) return [];
  const ids = JSON.stringify(choice.cohortIds);
  const kinds = choice.kinds && JSON.stringify(choice.kinds);
  const chosen = sql`cohort_id in (select value::uuid from jsonb_array_elements_text(${ids}::jsonb))
    ${choice.moduleKey === undefined ? sql`` : sql`and module_key = ${choice.moduleKey}`}
    ${kinds === undefined ? sql`` : sql`and kind in (select value from jsonb_array_elements_text(${kinds}::jsonb))`}`;
  return db.execute<Tally & Record<string, unknown>>(sql`
    select cohort_id as "cohortId", module_key as "moduleKey", kind, key, sum(amount)::float8 as amount from (
      select cohort_id, module_key, kind, key, amount from ${cohortTallies} where ${chosen}
      union all select cohort_id, module_key, kind, key, amount from ${tallyChanges} where ${chosen}) t
    group by 1, 2, 3, 4 having sum(amount) <> 0 order by 1, 2, 3, 4`);
}

/** Folds changes into the counts, at most so many; how many there were. */
export async function foldTallies(db: Executor, most: number): Promise<number> {
  const [row] = await db.execute<{ folded: number }>(sql`select fold_tallies(${most}::int) as folded`);
  return row?.folded ?? 0;
}

/** Counts that differ from what the standings add up to, each with what it lacks. */
export async function listWrongTallies(db: Executor): Promise<Tally[]> {
  return db.execute<Tally & Record<string, unknown>>(sql`
    select cohort_id as "cohortId", module_key as "moduleKey", kind, key, missing::float8 as amount from wrong_tallies()`);
}

/** Adds to every wrong count what it lacks; how many there were. */
export async function mendTallies(db: Executor): Promise<number> {
  const [row] = await db.execute<{ mended: number }>(sql`
    with mended as (
      insert into ${tallyChanges} (cohort_id, module_key, kind, key, amount) select * from wrong_tallies() returning 1)
    select count(*)::int as mended from mended`);
  return row?.mended ?? 0;
}
