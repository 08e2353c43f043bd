import { sql } from 'drizzle-orm';
import type { Tally } from '#lib/domain/cohorts/tallies.ts';
import type { Visits } from '#lib/domain/cohorts/since-last-visit.ts';
import type { Executor } from '../db/client.ts';
import { cohortInstructors, cohorts, cohortVisits } from '../db/schema/index.ts';
import { passedColumn, talliesColumn } from './cohort-frame.ts';

export interface OverviewRow {
  id: string;
  courseId: string;
  name: string;
  startsOn: string | null;
  endsOn: string | null;
  archivedAt: Date | null;
  tallies: Tally[];
  /** Quizzes passed, of all learners and modules. */
  passed: number;
  visits: Visits | null;
}

/** The cohorts of one instructor (or all, with null), by name, each with its counts and what the viewer saw last, in one statement. */
export async function listOverview(
  db: Executor,
  of: { instructorId: string | null; viewerId: string },
): Promise<OverviewRow[]> {
  const rows = await db.execute<OverviewRow & Record<string, unknown>>(sql`
    select c.id, c.course_id as "courseId", c.name, c.starts_on::text as "startsOn", c.ends_on::text as "endsOn",
      c.archived_at as "archivedAt", ${talliesColumn(sql`c.id`)} as tallies, ${passedColumn(sql`c.id`)} as passed,
      (select json_build_object('seenAt', v.seen_at, 'seen', v.seen, 'beforeAt', v.before_at, 'before', v.before)
        from ${cohortVisits} v where v.user_id = ${of.viewerId}::uuid and v.cohort_id = c.id) as visits
    from ${cohorts} c
    ${of.instructorId === null ? sql`` : sql`where exists (select 1 from ${cohortInstructors} i where i.cohort_id = c.id and i.user_id = ${of.instructorId}::uuid)`}
    order by c.archived_at nulls first, c.name, c.id`);
  return rows.map((row) => ({
    ...row,
    archivedAt: row.archivedAt ? new Date(row.archivedAt) : null,
    visits: row.visits && {
      ...row.visits,
      seenAt: new Date(row.visits.seenAt),
      beforeAt: row.visits.beforeAt ? new Date(row.visits.beforeAt) : null,
    },
  }));
}

/** Remembers what somebody saw of cohorts, in one statement. */
export async function saveVisits(
  db: Executor,
  userId: string,
  visits: readonly ({ cohortId: string } & Visits)[],
): Promise<void> {
  if (visits.length === 0) return;
  await db.execute(sql`
    insert into ${cohortVisits} (user_id, cohort_id, seen_at, seen, before_at, before)
    select ${userId}::uuid, g."cohortId", g."seenAt", g.seen, g."beforeAt", g.before
    from jsonb_to_recordset(${JSON.stringify(visits)}::jsonb)
      as g("cohortId" uuid, "seenAt" timestamptz, seen jsonb, "beforeAt" timestamptz, before jsonb)
    order by g."cohortId"
    on conflict (user_id, cohort_id) do update set seen_at = excluded.seen_at, seen = excluded.seen,
      before_at = excluded.before_at, before = excluded.before`);
}
