import { sql } from 'drizzle-orm';
import type { SegmentCounts } from '#lib/domain/analysis/segment-evidence.ts';
import { MOST_PIECES } from '#lib/domain/analysis/segment-evidence.ts';
import { COVERAGE_NEEDED } from '#lib/domain/progress/coverage.ts';
import type { Executor } from '../db/client.ts';
import { enrolments, segmentEvidence } from '../db/schema/index.ts';

export interface SegmentScope {
  courseId: string;
  moduleKey: string;
  segmentKey: string;
  /** The length that the course gives; null: as most players measured it. */
  lengthSeconds: number | null;
  /** Learners of these cohorts; null: all who are enrolled. */
  cohortIds: readonly string[] | null;
}

/**
 * Counts one segment's evidence in one statement, so that only some hundred numbers travel however many learners there are. How many watched each
 * second comes from the beginnings and ends of what was watched: one up, one down. Judged as by isCovered and wayTaken of domain/progress.
 */
export async function countSegmentEvidence(db: Executor, scope: SegmentScope): Promise<SegmentCounts> {
  const authored = sql`${scope.lengthSeconds}::int`;
  const ids = scope.cohortIds && JSON.stringify(scope.cohortIds);
  const [row] = await db.execute<{ counts: SegmentCounts }>(sql`
    with people as (
      select s.watched, s.position_seconds as position, s.source, s.way,
        s.stand_in_read_at is not null as read, coalesce(${authored}, s.length_seconds) as length
      from ${enrolments} e
      left join ${segmentEvidence} s on s.user_id = e.user_id and s.course_id = e.course_id
        and s.module_key = ${scope.moduleKey} and s.segment_key = ${scope.segmentKey}
      where e.course_id = ${scope.courseId}::uuid
        ${ids === null ? sql`` : sql`and e.cohort_id in (select value::uuid from jsonb_array_elements_text(${ids}::jsonb))`}),
    judged as materialized (
      select p.*, coalesce(not isempty(watched), false) as has_watched,
        coalesce((select sum(greatest(0, least(upper(part), length) - least(lower(part), length))) from unnest(watched) part)
          >= ${COVERAGE_NEEDED}::numeric * length, false) as enough
      from people p),
    size as materialized (
      select seconds, greatest(1, (seconds + ${MOST_PIECES - 1}) / ${MOST_PIECES}) as piece from (
        select coalesce(${authored}, (select mode() within group (order by length) from judged), (select max(upper(watched)) from judged)) as seconds) s),
    moves as (
      select second, sum(change) as change from (
        select lower(part) as second, count(*) as change from judged, unnest(watched) as part group by 1
        union all select upper(part), -count(*) from judged, unnest(watched) as part group by 1) m
      group by second),
    seconds as (
      select second, sum(coalesce(change, 0)) over (order by second) as watchers
      from size, generate_series(0, size.seconds - 1) as second left join moves using (second)),
    pieces as (
      select second / piece as place, avg(watchers)::float8 as watchers from seconds, size group by 1),
    stops as (
      select least(position, size.seconds - 1) / piece * piece as at, count(*)::int as count
      from judged, size where position is not null and not read and not enough and size.seconds > 0 group by 1),
    ways as (
      select case when read and not enough then 'transcript' when way = 'transcript' and has_watched then 'video' else way end as way
      from judged where has_watched or read)
    select jsonb_build_object(
      'people', (select count(*) from judged),
      'withEvidence', (select count(*) from ways),
      'watched', (select count(*) from judged where has_watched),
      'covered', (select count(*) from judged where enough or read),
      'lengthSeconds', (select seconds from size),
      'pieceSeconds', (select coalesce(piece, 1) from size),
      'watchers', (select coalesce(jsonb_agg(watchers order by place), '[]') from pieces),
      'stops', (select coalesce(jsonb_agg(jsonb_build_object('atSeconds', at, 'count', count) order by at), '[]') from stops),
      'sources', (select coalesce(jsonb_agg(jsonb_build_object('source', source, 'count', count) order by count desc, source), '[]')
        from (select source, count(*)::int as count from judged where has_watched group by source) s),
      'ways', (select jsonb_build_object('video', count(*) filter (where way = 'video'), 'audio', count(*) filter (where way = 'audio'),
        'transcript', count(*) filter (where way = 'transcript')) from ways)) as counts`);
  if (!row) throw new Error('A select without a table always has one row.');
  return row.counts;
}
