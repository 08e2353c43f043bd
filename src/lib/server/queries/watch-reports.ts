import { sql, type SQL } from 'drizzle-orm';
import type { SourceKind } from '#lib/domain/courses/recording-file.ts';
import type { EvidenceWay } from '#lib/domain/progress/evidence.ts';
import { EVENTS_KEPT } from '#lib/domain/progress/merge-report.ts';
import { LONGEST_GAP_SECONDS, MAX_RATE, SLACK_SECONDS } from '#lib/domain/progress/watch-credit.ts';
import type { Executor } from '../db/client.ts';

/** Who reports: a person who is known already, or whoever a living session stands for (server/auth makes these three). */
export type Reporter = { userId: string } | { tokenHash: string; createdAfter: Date; expiresAfter: Date };

export interface WatchReportRow {
  by: Reporter;
  courseId: string;
  moduleKey: string;
  segmentKey: string;
  /** Null: the player does not number its reports. */
  event: string | null;
  /** Postgres multirange text, already clipped to the segment. */
  claimed: string;
  lengthSeconds: number | null;
  way: EvidenceWay;
  source: SourceKind | null;
  /** Where the player stands, whole seconds of the segment; null keeps what is known. */
  positionSeconds: number | null;
  at: Date;
}

export interface MergedReport {
  /** `again`: another report of the same learner and segment came first; it must be given once more. */
  outcome: 'merged' | 'again' | 'not-enrolled' | 'nobody';
  /** Null where nobody was found. */
  userId: string | null;
  /** Of the session; null where the person was known already. */
  expiresAt: Date | null;
  lastSeenAt: Date | null;
  /** Multirange texts: known before, and now. */
  before: string;
  watched: string;
  lengthBefore: number | null;
  lengthSeconds: number | null;
  standInRead: boolean;
  /** Its event was taken before: nothing changed. */
  repeated: boolean;
}

/** The reports, each with the person. `limit 1` makes Postgres look rows up by their key, whatever it believes of the sizes. */
const given: SQL = sql`
  select r.*, coalesce(r."userId", s.user_id) as person, s.expires_at, s.last_seen_at,
    e.user_id is not null as enrolled, e.last_active_at
  from jsonb_to_recordset(${sql.placeholder('reports')}::jsonb) as r(n int, "userId" uuid, "tokenHash" text,
    "createdAfter" timestamptz, "expiresAfter" timestamptz, "courseId" uuid, "moduleKey" text, "segmentKey" text, event uuid,
    claimed int4multirange, "lengthSeconds" int, way text, source text, "positionSeconds" int, at timestamptz)
  left join lateral (
    select s.user_id, s.expires_at, u.last_seen_at from sessions s join users u on u.id = s.user_id
    where s.token_hash = r."tokenHash" and s.created_at > r."createdAfter" and s.expires_at > r."expiresAfter" limit 1) s on true
  left join lateral (
    select e.user_id, e.last_active_at from enrolments e
    where e.user_id = coalesce(r."userId", s.user_id) and e.course_id = r."courseId" limit 1) e on true`;

/** The first of each learner and segment, in one order for all statements, so that two of them never wait for each other. */
const taken: SQL = sql`
  select distinct on (person, "courseId", "moduleKey", "segmentKey") * from given where enrolled
  order by person, "courseId", "moduleKey", "segmentKey", n`;

/** With what is known. The lock makes a second statement wait and see what the first one credited. */
const known: SQL = sql`
  select t.*, s.user_id is not null as is_known, coalesce(s.watched, '{}'::int4multirange) as before, s.length_seconds,
    s.stand_in_read_at is not null as stand_in_read, coalesce(s.recent_events, '{}'::uuid[]) as recent_events,
    coalesce(s.last_credit_at, t.last_active_at, t.at) as last_credit,
    coalesce(t.event = any(s.recent_events), false) as repeated
  from taken t
  left join lateral (
    select s.* from segment_evidence s
    where s.user_id = t.person and s.course_id = t."courseId" and s.module_key = t."moduleKey" and s.segment_key = t."segmentKey"
    limit 1 for no key update) s on true`;

/** New parts of what is claimed, in the order of the segment, each with the new seconds before it and what the clock allows in all. */
const fresh: SQL = sql`
  select k.n, lower(part) as starts, upper(part) as ends,
    (sum(upper(part) - lower(part)) over (partition by k.n order by lower(part)) - (upper(part) - lower(part)))::int as earlier,
    greatest(0, floor(least(${LONGEST_GAP_SECONDS}::float8, extract(epoch from k.at - k.last_credit))
      * ${MAX_RATE}::float8 + ${SLACK_SECONDS}::float8))::int as budget
  from known k, unnest(k.claimed - k.before) as part where not k.repeated`;

const credited: SQL = sql`
  select n, range_agg(int4range(starts, least(ends, starts + budget - earlier))) as ranges,
    sum(least(ends - starts, budget - earlier))::int as seconds
  from fresh where earlier < budget group by n`;

/** The rows as they are to be. */
const rows: SQL = sql`
  select k.*, k.before + coalesce(c.ranges, '{}'::int4multirange) as ranges, coalesce(c.seconds, 0) > 0 as is_credited,
    case when c.seconds > 0
      then greatest(k.at, k.last_credit + make_interval(secs => c.seconds / ${MAX_RATE}::float8)) else k.last_credit end as credit_at,
    case when k.event is null then k.recent_events
      else (k.recent_events || k.event)[greatest(1, cardinality(k.recent_events) + 2 - ${EVENTS_KEPT}::int):] end as events
  from known k left join credited c on c.n = k.n`;

const COLUMNS = sql`(user_id, course_id, module_key, segment_key, watched, length_seconds, way, source, last_credit_at,
  position_seconds, recent_events)`;
const VALUES = sql`person, "courseId", "moduleKey", "segmentKey", ranges, "lengthSeconds", way,
  case when is_credited then source end, credit_at, "positionSeconds", events`;
const KEYS = sql`person, "courseId", "moduleKey", "segmentKey"`;

/** Known rows are locked, so `excluded` was made from what they hold. Where nothing was credited, the last credit is as it was. */
const changed: SQL = sql`
  insert into segment_evidence as s ${COLUMNS}
  select ${VALUES} from rows where is_known and not repeated order by ${KEYS}
  on conflict (user_id, course_id, module_key, segment_key) do update set
    watched = excluded.watched,
    length_seconds = coalesce(s.length_seconds, excluded.length_seconds),
    way = case when excluded.watched = s.watched then s.way else excluded.way end,
    source = case when excluded.watched = s.watched then s.source else excluded.source end,
    last_credit_at = excluded.last_credit_at,
    position_seconds = coalesce(excluded.position_seconds, s.position_seconds),
    recent_events = excluded.recent_events
  returning s.user_id`;

/** A row that another statement made meanwhile is left alone: what it credited is not known here. */
const added: SQL = sql`
  insert into segment_evidence as s ${COLUMNS}
  select ${VALUES} from rows where not is_known order by ${KEYS}
  on conflict do nothing
  returning s.user_id, s.course_id, s.module_key, s.segment_key`;

const STEPS = { given, taken, known, fresh, credited, rows, changed, added };

const prepareMerge = (db: Executor) =>
  db
    .with(...Object.entries(STEPS).map(([name, step]) => db.$with(name, {}).as(step)))
    .select({
      n: sql<number>`g.n`,
      outcome: sql<
        MergedReport['outcome']
      >`case when g.person is null then 'nobody' when not g.enrolled then 'not-enrolled'
        when r.is_known or a.user_id is not null then 'merged' else 'again' end`,
      userId: sql<string | null>`g.person`,
      expiresAt: sql<string | null>`g.expires_at`,
      lastSeenAt: sql<string | null>`g.last_seen_at`,
      before: sql<string>`coalesce(r.before::text, '{}')`,
      watched: sql<string>`coalesce(r.ranges::text, '{}')`,
      lengthBefore: sql<number | null>`r.length_seconds`,
      lengthSeconds: sql<number | null>`coalesce(r.length_seconds, r."lengthSeconds")`,
      standInRead: sql<boolean>`coalesce(r.stand_in_read, false)`,
      repeated: sql<boolean>`coalesce(r.repeated, false)`,
    })
    .from(
      sql`given g left join rows r on r.n = g.n
        left join added a on (a.user_id, a.course_id, a.module_key, a.segment_key) = (r.person, r."courseId", r."moduleKey", r."segmentKey")`,
    )
    .orderBy(sql`g.n`)
    .prepare('merge_watch_reports');

const prepared = new WeakMap<Executor, ReturnType<typeof prepareMerge>>();

/**
 * Merges reports in one statement, by the rule of domain/progress/merge-report.ts; answers them in their order. The first report of a segment is
 * credited from the moment the page was opened (`enrolments.last_active_at`), later ones from the last credit; what exceeds the budget is cut
 * from its end and may be claimed again later. Of several reports of one learner and segment one is merged, the others are to be given again.
 */
export async function mergeWatchReports(
  db: Executor,
  reports: readonly WatchReportRow[],
): Promise<MergedReport[]> {
  let statement = prepared.get(db);
  if (!statement) prepared.set(db, (statement = prepareMerge(db)));
  const merged = await statement.execute({
    reports: JSON.stringify(reports.map(({ by, ...report }, n) => ({ n, ...by, ...report }))),
  });
  return merged.map(({ n: _n, expiresAt, lastSeenAt, ...row }) => ({
    ...row,
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
    lastSeenAt: lastSeenAt === null ? null : new Date(lastSeenAt),
  }));
}
