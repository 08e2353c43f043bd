import { sql, type SQL } from 'drizzle-orm';
import type { Tally } from '#lib/domain/cohorts/tallies.ts';
import type { Executor } from '../db/client.ts';
import { cohortInstructors, cohorts, cohortTallies, savedViews, tallyChanges } from '../db/schema/index.ts';
import type { CohortRecord } from './cohorts.ts';

export interface SavedView {
  id: string;
  name: string;
  query: string;
}

export interface CohortFrame extends CohortRecord {
  /** The viewer's own, by name. */
  views: SavedView[];
  /** Of the whole course. */
  tallies: Tally[];
}

/** The counts of the whole course of a cohort as a JSON column. */
export const talliesColumn = (cohortId: SQL): SQL => sql`
  (select coalesce(json_agg(t), '[]') from (
    select ${cohortId} as "cohortId", '' as "moduleKey", kind, key, sum(amount)::float8 as amount from (
      select kind, key, amount from ${cohortTallies} where cohort_id = ${cohortId} and module_key = ''
      union all select kind, key, amount from ${tallyChanges} where cohort_id = ${cohortId} and module_key = '') a
    group by kind, key having sum(amount) <> 0) t)`;

/** One sum of a cohort's counts as a column; `which` names the module and the kind. */
const sumColumn = (cohortId: SQL, which: SQL) => sql<number>`
  (select coalesce(sum(amount), 0)::float8 from (
    select amount from ${cohortTallies} where cohort_id = ${cohortId} and ${which}
    union all select amount from ${tallyChanges} where cohort_id = ${cohortId} and ${which}) a)`;

/** How many quizzes its learners passed, in all modules, as a column. */
export const passedColumn = (cohortId: SQL) => sumColumn(cohortId, sql`module_key <> '' and kind = 'passed'`);

/** How many learners it has, as a column: it costs the same, however many they are. */
export const learnersColumn = (cohortId: SQL) =>
  sumColumn(cohortId, sql`module_key = '' and kind = 'learners'`);

/** A cohort with what its table shows around itself, in one statement. */
export async function findCohortFrame(
  db: Executor,
  id: string,
  viewerId: string,
): Promise<CohortFrame | null> {
  const [row] = await db.execute<CohortFrame & Record<string, unknown>>(sql`
    select c.id, c.course_id as "courseId", c.name, c.join_code as "joinCode", c.inactive_days as "inactiveDays",
      c.archived_at as "archivedAt",
      array(select i.user_id::text from ${cohortInstructors} i where i.cohort_id = c.id) as "instructorIds",
      (select coalesce(json_agg(json_build_object('id', v.id, 'name', v.name, 'query', v.query) order by v.name), '[]')
        from ${savedViews} v where v.owner_id = ${viewerId}::uuid and v.cohort_id = c.id) as views,
      ${talliesColumn(sql`c.id`)} as tallies
    from ${cohorts} c where c.id = ${id}::uuid`);
  return row ? { ...row, archivedAt: row.archivedAt ? new Date(row.archivedAt) : null } : null;
}
