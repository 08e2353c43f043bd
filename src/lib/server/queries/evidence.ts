import { and, eq, sql } from 'drizzle-orm';
import type { EvidenceWay } from '#lib/domain/progress/evidence.ts';
import { LONGEST_GAP_SECONDS, MAX_RATE, SLACK_SECONDS } from '#lib/domain/progress/watch-credit.ts';
import type { Executor } from '../db/client.ts';
import { moduleCompletions, sectionReads, segmentEvidence } from '../db/schema/index.ts';

interface Place {
  userId: string;
  courseId: string;
  moduleKey: string;
}

/** Marks a section read; the first moment stays. */
export async function insertSectionRead(
  db: Executor,
  row: Place & { sectionKey: string; readAt: Date },
): Promise<void> {
  await db.insert(sectionReads).values(row).onConflictDoNothing();
}

/** Takes the mark back. */
export async function deleteSectionRead(db: Executor, row: Place & { sectionKey: string }): Promise<void> {
  await db
    .delete(sectionReads)
    .where(
      and(
        eq(sectionReads.userId, row.userId),
        eq(sectionReads.courseId, row.courseId),
        eq(sectionReads.moduleKey, row.moduleKey),
        eq(sectionReads.sectionKey, row.sectionKey),
      ),
    );
}

/** Marks a segment's stand-in read (or takes it back with null); what was watched stays. */
export async function upsertStandInRead(
  db: Executor,
  row: Place & { segmentKey: string; readAt: Date | null },
): Promise<void> {
  const { readAt, ...key } = row;
  await db
    .insert(segmentEvidence)
    .values({ ...key, way: 'transcript', standInReadAt: readAt })
    .onConflictDoUpdate({
      target: [
        segmentEvidence.userId,
        segmentEvidence.courseId,
        segmentEvidence.moduleKey,
        segmentEvidence.segmentKey,
      ],
      set: readAt ? { standInReadAt: readAt, way: 'transcript' } : { standInReadAt: null },
    });
}

export interface WatchReportRow extends Place {
  segmentKey: string;
  /** Postgres multirange text, already clipped to the segment. */
  claimed: string;
  lengthSeconds: number | null;
  way: EvidenceWay;
  /** Where the player stands, whole seconds of the segment; null keeps what is known. */
  positionSeconds: number | null;
  at: Date;
}

/**
 * Merges a watch report in one statement, by the rule of domain/progress/watch-credit.ts. The first report of a segment is credited from
 * the moment the page was opened (`enrolments.last_active_at`), later ones from the last credit; what exceeds the budget is cut
 * from its end and may be claimed again later. Returns what is known now, or null when the learner is not enrolled.
 */
export async function mergeWatched(
  db: Executor,
  report: WatchReportRow,
): Promise<{ watched: string; lengthSeconds: number | null; standInRead: boolean } | null> {
  const at = sql`${report.at.toISOString()}::timestamptz`;
  const rows = await db.execute<{
    watched: string;
    length_seconds: number | null;
    stand_in_read: boolean;
  }>(sql`
    with known as (
      select e.user_id, coalesce(s.watched, '{}'::int4multirange) as watched,
        coalesce(s.last_credit_at, e.last_active_at, ${at}) as last_credit
      from enrolments e
      left join segment_evidence s on s.user_id = e.user_id and s.course_id = e.course_id
        and s.module_key = ${report.moduleKey} and s.segment_key = ${report.segmentKey}
      where e.user_id = ${report.userId}::uuid and e.course_id = ${report.courseId}::uuid
    ), budget as (
      select greatest(0, floor(least(${LONGEST_GAP_SECONDS}::float8, extract(epoch from ${at} - last_credit))
        * ${MAX_RATE}::float8 + ${SLACK_SECONDS}::float8))::int as seconds from known
    ), fresh as (
      select lower(part) as starts, upper(part) as ends,
        (sum(upper(part) - lower(part)) over (order by lower(part)) - (upper(part) - lower(part)))::int as before
      from known, unnest(${report.claimed}::int4multirange - known.watched) as part
    ), credited as (
      select coalesce(range_agg(int4range(starts, least(ends, starts + seconds - before))), '{}'::int4multirange) as ranges,
        coalesce(sum(least(ends - starts, seconds - before)), 0)::int as seconds
      from fresh, budget where before < seconds
    )
    insert into segment_evidence as s
      (user_id, course_id, module_key, segment_key, watched, length_seconds, way, last_credit_at, position_seconds)
    select known.user_id, ${report.courseId}::uuid, ${report.moduleKey}, ${report.segmentKey},
      credited.ranges, ${report.lengthSeconds}::int, ${report.way},
      case when credited.seconds > 0
        then greatest(${at}, known.last_credit + make_interval(secs => credited.seconds / ${MAX_RATE}::float8))
        else known.last_credit end,
      ${report.positionSeconds}::int
    from known, credited
    on conflict (user_id, course_id, module_key, segment_key) do update set
      watched = s.watched + excluded.watched,
      length_seconds = coalesce(s.length_seconds, excluded.length_seconds),
      way = case when isempty(excluded.watched) then s.way else excluded.way end,
      last_credit_at = greatest(s.last_credit_at, excluded.last_credit_at),
      position_seconds = coalesce(excluded.position_seconds, s.position_seconds)
    returning s.watched::text as watched, s.length_seconds, s.stand_in_read_at is not null as stand_in_read`);
  const row = rows[0];
  return row
    ? { watched: row.watched, lengthSeconds: row.length_seconds, standInRead: row.stand_in_read }
    : null;
}

/** Records a completion once; true when this call did it. */
export async function insertModuleCompletion(
  db: Executor,
  row: Place & { revisionId: string; completedAt: Date },
): Promise<boolean> {
  const inserted = await db
    .insert(moduleCompletions)
    .values(row)
    .onConflictDoNothing()
    .returning({ moduleKey: moduleCompletions.moduleKey });
  return inserted.length > 0;
}
