import { sql } from 'drizzle-orm';
import type { TimelineKind } from '#lib/domain/cohorts/timeline.ts';
import type { EvidenceWay } from '#lib/domain/progress/evidence.ts';
import type { AttemptState } from '#lib/domain/quizzes/attempt-state.ts';
import type { Executor } from '../db/client.ts';
import {
  announcementRecipients,
  announcements,
  attempts,
  certificates,
  deadlineExtensions,
  enrolments,
  learnerNotes,
  moduleBadges,
  moduleCompletions,
  moduleVisits,
  quizAllowances,
  sectionReads,
  segmentEvidence,
  segmentExemptions,
  users,
} from '../db/schema/index.ts';

/** Where a page of the timeline goes on: behind this event. */
export interface TimelinePlace {
  at: Date;
  /** Tells events of one moment apart. */
  tie: string;
}

export interface TimelineRow extends TimelinePlace {
  kind: TimelineKind;
  courseId: string;
  moduleKey: string | null;
  /** Key of a section or segment, code of what was issued, id of an attempt. */
  key: string | null;
  details: {
    number?: number;
    state?: AttemptState;
    score?: number | null;
    maxScore?: number | null;
    way?: EvidenceWay;
    extraAttempts?: number;
    extraSeconds?: number;
    dueOn?: string;
    reason?: string;
    subject?: string;
    read?: boolean;
    body?: string;
    by?: string | null;
  };
}

interface TimelineScope {
  userId: string;
  /** Courses whose staff the reader is, and the cohorts in which the learner is there. */
  courseIds: readonly string[];
  cohortIds: readonly string[];
}

const none = sql`null::jsonb`;
const nameOf = (id: ReturnType<typeof sql>) => sql`(select w.name_native from ${users} w where w.id = ${id})`;

/** Everything that happened to one learner in some courses, newest first, from behind `after`. One statement. */
export async function listTimeline(
  db: Executor,
  scope: TimelineScope,
  { after, limit }: { after: TimelinePlace | null; limit: number },
): Promise<TimelineRow[]> {
  const ids = (list: readonly string[]) =>
    sql`(select value::uuid from jsonb_array_elements_text(${JSON.stringify(list)}::jsonb))`;
  const theirs = sql`t.user_id = ${scope.userId}::uuid and t.course_id in ${ids(scope.courseIds)}`;
  const rows = await db.execute<Omit<TimelineRow, 'at'> & { at: string } & Record<string, unknown>>(sql`
    with happened(kind, at, course_id, module_key, key, details) as (
      select 'enrolled', t.enrolled_at, t.course_id, null::text, null::text, ${none} from ${enrolments} t where ${theirs}
      union all select 'opened', t.opened_at, t.course_id, t.module_key, null, ${none} from ${moduleVisits} t where ${theirs}
      union all select 'read', t.read_at, t.course_id, t.module_key, t.section_key, ${none} from ${sectionReads} t where ${theirs}
      union all select 'followed', t.last_credit_at, t.course_id, t.module_key, t.segment_key, jsonb_build_object('way', t.way)
        from ${segmentEvidence} t where ${theirs} and t.last_credit_at is not null and not isempty(t.watched)
      union all select 'stand-in', t.stand_in_read_at, t.course_id, t.module_key, t.segment_key, ${none}
        from ${segmentEvidence} t where ${theirs} and t.stand_in_read_at is not null
      union all select 'attempt', coalesce(t.submitted_at, t.started_at), t.course_id, t.module_key, t.id::text,
          jsonb_build_object('number', t.number, 'state', t.state, 'score', t.score, 'maxScore', t.max_score)
        from ${attempts} t where ${theirs}
      union all select 'completed', t.completed_at, t.course_id, t.module_key, null, ${none} from ${moduleCompletions} t where ${theirs}
      union all select 'badge', t.issued_at, t.course_id, t.module_key, t.code, ${none} from ${moduleBadges} t where ${theirs}
      union all select 'certificate', t.issued_at, t.course_id, null, t.code, ${none} from ${certificates} t where ${theirs}
      union all select 'allowance', t.updated_at, t.course_id, t.module_key, null,
          jsonb_build_object('extraAttempts', t.extra_attempts, 'extraSeconds', t.extra_seconds, 'by', ${nameOf(sql`t.updated_by`)})
        from ${quizAllowances} t where ${theirs}
      union all select 'extension', t.granted_at, t.course_id, t.module_key, null,
          jsonb_build_object('dueOn', t.due_on, 'reason', t.reason, 'by', ${nameOf(sql`t.granted_by`)})
        from ${deadlineExtensions} t where ${theirs}
      union all select 'exemption', t.granted_at, t.course_id, t.module_key, t.segment_key,
          jsonb_build_object('reason', t.reason, 'by', ${nameOf(sql`t.granted_by`)})
        from ${segmentExemptions} t where ${theirs}
      union all select 'note', t.written_at, t.course_id, null, t.id::text,
          jsonb_build_object('body', t.body, 'by', ${nameOf(sql`t.written_by`)})
        from ${learnerNotes} t where ${theirs}
      union all select 'announcement', a.sent_at, e.course_id, null, a.id::text,
          jsonb_build_object('subject', a.subject, 'read', r.read_at is not null, 'by', ${nameOf(sql`a.sent_by`)})
        from ${announcementRecipients} r join ${announcements} a on a.id = r.announcement_id
        join ${enrolments} e on e.user_id = r.user_id and e.cohort_id = a.cohort_id
        where r.user_id = ${scope.userId}::uuid and a.cohort_id in ${ids(scope.cohortIds)}),
    placed as (
      select kind, date_trunc('milliseconds', at) as at, course_id, module_key, key, details,
        concat_ws('/', kind, course_id, module_key, key) collate "C" as tie
      from happened)
    select kind, at, course_id as "courseId", module_key as "moduleKey", key, coalesce(details, '{}') as details, tie
    from placed
    where ${after === null ? sql`true` : sql`(at, tie) < (${after.at.toISOString()}::timestamptz, ${after.tie} collate "C")`}
    order by at desc, tie desc limit ${limit}::int`);
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}
