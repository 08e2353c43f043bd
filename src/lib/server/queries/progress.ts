import { sql } from 'drizzle-orm';
import type { Evidence, EvidenceWay } from '#lib/domain/progress/evidence.ts';
import { parseMultirange } from '#lib/domain/progress/watched-ranges.ts';
import type { Executor } from '../db/client.ts';
import {
  attempts,
  moduleCompletions,
  moduleVisits,
  sectionReads,
  segmentEvidence,
  segmentExemptions,
} from '../db/schema/index.ts';
import { planColumns, toPlan, type LearnerPlan, type PlanRow } from './due-days.ts';

/** Times come out of `json_build_object` as text. */
export interface EvidenceRow extends Record<string, unknown> {
  sections: { moduleKey: string; sectionKey: string; readAt: string }[];
  segments: {
    moduleKey: string;
    segmentKey: string;
    watched: string;
    lengthSeconds: number | null;
    way: EvidenceWay;
    standInReadAt: string | null;
    positionSeconds: number | null;
  }[];
  quizzes: {
    moduleKey: string;
    attempts: number;
    bestPercent: number | null;
    inProgressAttemptId: string | null;
  }[];
  completions: { moduleKey: string; completedAt: string }[];
  exemptions: { moduleKey: string; segmentKey: string }[];
}

/** All evidence of one learner in one course, in one statement; empty lists where there is none. */
export async function loadEvidence(db: Executor, userId: string, courseId: string): Promise<Evidence> {
  const rows = await db.execute<EvidenceRow>(
    sql`select ${evidenceColumns(sql`${userId}::uuid`, sql`${courseId}::uuid`)}`,
  );
  const row = rows[0];
  if (!row) throw new Error('A select without a table always has one row.');
  return toEvidence(row);
}

/** The same of several learners of one course, by user id. */
export async function listEvidence(
  db: Executor,
  courseId: string,
  userIds: readonly string[],
): Promise<Map<string, Evidence>> {
  if (userIds.length === 0) return new Map();
  const rows = await db.execute<EvidenceRow & { user_id: string }>(sql`
    select e.user_id, ${evidenceColumns(sql`e.user_id`, sql`e.course_id`)}
    from enrolments e where e.course_id = ${courseId}::uuid and e.user_id in ${userIds}`);
  return new Map(rows.map((row) => [row.user_id, toEvidence(row)]));
}

/** The five lists as JSON columns, for one learner given by an SQL expression; also used to list a whole cohort. */
export function evidenceColumns(userId: ReturnType<typeof sql>, courseId: ReturnType<typeof sql>) {
  return sql`
    (select coalesce(json_agg(json_build_object(
        'moduleKey', r.module_key, 'sectionKey', r.section_key, 'readAt', r.read_at)), '[]')
      from ${sectionReads} r where r.user_id = ${userId} and r.course_id = ${courseId}) as sections,
    (select coalesce(json_agg(json_build_object(
        'moduleKey', s.module_key, 'segmentKey', s.segment_key, 'watched', s.watched::text,
        'lengthSeconds', s.length_seconds, 'way', s.way, 'standInReadAt', s.stand_in_read_at,
        'positionSeconds', s.position_seconds)), '[]')
      from ${segmentEvidence} s where s.user_id = ${userId} and s.course_id = ${courseId}) as segments,
    (select coalesce(json_agg(q), '[]') from (
      select a.module_key as "moduleKey",
        count(*) filter (where a.state = 'graded')::int as attempts,
        max(case when a.max_score > 0 then a.score / a.max_score * 100 end)::float8 as "bestPercent",
        (array_agg(a.id) filter (where a.state = 'in_progress'))[1] as "inProgressAttemptId"
      from ${attempts} a where a.user_id = ${userId} and a.course_id = ${courseId} group by a.module_key) q) as quizzes,
    (select coalesce(json_agg(json_build_object(
        'moduleKey', c.module_key, 'completedAt', c.completed_at)), '[]')
      from ${moduleCompletions} c where c.user_id = ${userId} and c.course_id = ${courseId}) as completions,
    (select coalesce(json_agg(json_build_object('moduleKey', x.module_key, 'segmentKey', x.segment_key)), '[]')
      from ${segmentExemptions} x where x.user_id = ${userId} and x.course_id = ${courseId}) as exemptions`;
}

/** Turns the JSON columns into evidence. */
export function toEvidence(row: EvidenceRow): Evidence {
  return {
    sectionsRead: row.sections.map((section) => ({ ...section, readAt: new Date(section.readAt) })),
    segments: row.segments.map((segment) => ({
      ...segment,
      watched: parseMultirange(segment.watched),
      standInReadAt: segment.standInReadAt ? new Date(segment.standInReadAt) : null,
    })),
    quizzes: row.quizzes,
    completions: row.completions.map((done) => ({ ...done, completedAt: new Date(done.completedAt) })),
    exemptions: row.exemptions,
  };
}

export interface LearningRow {
  courseId: string;
  cohortId: string | null;
  lastModuleKey: string | null;
  lastSectionKey: string | null;
  evidence: Evidence;
}

type StoredLearning = EvidenceRow & {
  course_id: string;
  cohort_id: string | null;
  last_module_key: string | null;
  last_section_key: string | null;
};

const toLearning = (row: StoredLearning): LearningRow => ({
  courseId: row.course_id,
  cohortId: row.cohort_id,
  lastModuleKey: row.last_module_key,
  lastSectionKey: row.last_section_key,
  evidence: toEvidence(row),
});

/** Every course a person is enrolled in with all evidence and the plan, in one statement, newest activity first. */
export async function listLearning(
  db: Executor,
  userId: string,
  courseId?: string,
): Promise<(LearningRow & { plan: LearnerPlan })[]> {
  const rows = await db.execute<StoredLearning & PlanRow>(sql`
    select e.course_id, e.cohort_id, e.last_module_key, e.last_section_key,
      ${planColumns({ userId: sql`e.user_id`, courseId: sql`e.course_id`, cohortId: sql`e.cohort_id` })},
      ${evidenceColumns(sql`e.user_id`, sql`e.course_id`)}
    from enrolments e
    where e.user_id = ${userId}::uuid and (${courseId ?? null}::uuid is null or e.course_id = ${courseId ?? null}::uuid)
    order by e.last_active_at desc nulls last, e.enrolled_at desc`);
  return rows.map((row) => ({ ...toLearning(row), plan: toPlan(row) }));
}

/** As `listLearning` for one course, and remembers in the same statement that the learner is at this module now, and when they opened it first. Null: not enrolled. */
export async function visitModule(
  db: Executor,
  visit: { userId: string; courseId: string; moduleKey: string; at: Date },
): Promise<LearningRow | null> {
  const rows = await db.execute<StoredLearning>(sql`
    with e as (
      update enrolments set
        last_section_key = case when last_module_key = ${visit.moduleKey} then last_section_key end,
        last_module_key = ${visit.moduleKey}, last_active_at = ${visit.at.toISOString()}::timestamptz
      where user_id = ${visit.userId}::uuid and course_id = ${visit.courseId}::uuid
      returning *),
    opened as (
      insert into ${moduleVisits} (user_id, course_id, module_key, opened_at)
      select e.user_id, e.course_id, e.last_module_key, e.last_active_at from e
      where not exists (select 1 from ${moduleVisits} v where v.user_id = e.user_id and v.course_id = e.course_id and v.module_key = e.last_module_key)
      on conflict do nothing)
    select e.course_id, e.cohort_id, e.last_module_key, e.last_section_key,
      ${evidenceColumns(sql`e.user_id`, sql`e.course_id`)} from e`);
  return rows[0] ? toLearning(rows[0]) : null;
}
