import { sql, type SQL } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import {
  attemptQuestions,
  attempts,
  cohortInstructors,
  enrolments,
  moduleCompletions,
  regradeChanges,
  users,
} from '../db/schema/index.ts';

/** Which attempts a regrade is about: everybody who was asked that question in an attempt that began by then. */
export interface RegradeScope {
  courseId: string;
  questionKey: string;
  by: Date;
}

/** A place in the order of the attempts' ids: behind this one; null: at the beginning. */
export type AttemptPlace = string | null;

/** A graded attempt with the question that is marked again. */
export interface AttemptToMark {
  id: string;
  userId: string;
  number: number;
  score: number;
  maxScore: number;
  position: number;
  /** The revision that was asked. */
  revisionId: string;
  answer: unknown;
  points: number;
  /** Points of its other questions. */
  otherPoints: number[];
  /** Has the learner completed the module? */
  moduleCompleted: boolean;
}

/** The attempts behind a place, oldest first by id: an index holds them in this order. */
const inScope = (scope: RegradeScope, after: AttemptPlace) => sql`
  q.question_key = ${scope.questionKey} and a.course_id = ${scope.courseId}::uuid
  and a.started_at <= ${scope.by.toISOString()}::timestamptz
  and (${after}::uuid is null or q.attempt_id > ${after}::uuid)`;

export async function countAttemptsToMark(db: Executor, scope: RegradeScope): Promise<number> {
  const rows = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from ${attemptQuestions} q join ${attempts} a on a.id = q.attempt_id
    where ${inScope(scope, null)} and a.state = 'graded'`);
  return rows[0]?.count ?? 0;
}

/**
 * Holds the next attempts until the transaction ends, those that are just being graded included: once they are held, they are graded, or
 * whoever grades them will see the regrade. Their ids, in order.
 */
export async function lockAttemptsToMark(
  db: Executor,
  scope: RegradeScope,
  { after, limit }: { after: AttemptPlace; limit: number },
): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select a.id from ${attemptQuestions} q join ${attempts} a on a.id = q.attempt_id
    where ${inScope(scope, after)} and a.state <> 'in_progress'
    order by q.attempt_id limit ${limit}::int for no key update of a`);
  return rows.map(({ id }) => id);
}

type StoredToMark = Record<string, unknown> & {
  id: string;
  user_id: string;
  number: number;
  score: number;
  max_score: number;
  position: number;
  revision_id: string;
  answer: unknown;
  points: number;
  other_points: number[];
  module_completed: boolean;
};

const COLUMNS = sql`
  a.id, a.user_id, a.number, a.score::float8, a.max_score::float8, q.position, q.question_revision_id as revision_id,
  q.answer, q.points::float8,
  (select coalesce(json_agg(o.points), '[]') from ${attemptQuestions} o
    where o.attempt_id = a.id and o.position <> q.position) as other_points,
  exists (select 1 from ${moduleCompletions} c where c.user_id = a.user_id and c.course_id = a.course_id
    and c.module_key = a.module_key) as module_completed`;

const toAttempt = (row: StoredToMark): AttemptToMark => ({
  id: row.id,
  userId: row.user_id,
  number: row.number,
  score: row.score,
  maxScore: row.max_score,
  position: row.position,
  revisionId: row.revision_id,
  answer: row.answer,
  points: row.points,
  otherPoints: row.other_points,
  moduleCompleted: row.module_completed,
});

/** The graded ones of these attempts, in the order of their ids. */
export async function listAttemptsToMark(
  db: Executor,
  questionKey: string,
  ids: readonly string[],
): Promise<AttemptToMark[]> {
  const rows = await db.execute<StoredToMark>(sql`
    select ${COLUMNS} from ${attempts} a
    join ${attemptQuestions} q on q.attempt_id = a.id and q.question_key = ${questionKey}
    where a.id in ${ids} and a.state = 'graded' order by a.id`);
  return rows.map(toAttempt);
}

/** An attempt as the dry run looks at it. */
export interface AttemptToPlan extends AttemptToMark {
  /** Null: not a learner whom the asking person may see. */
  learner: { nameNative: string; nameLatin: string; email: string } | null;
}

type StoredToPlan = StoredToMark & {
  name_native: string;
  name_latin: string;
  email: string;
  visible: boolean;
};

/** The next graded attempts behind a place, with the learners whom that instructor teaches (null: with all). */
export async function listAttemptsToPlan(
  db: Executor,
  scope: RegradeScope,
  page: { after: AttemptPlace; limit: number; instructorId: string | null },
): Promise<AttemptToPlan[]> {
  const visible: SQL =
    page.instructorId === null
      ? sql`true`
      : sql`exists (select 1 from ${enrolments} e join ${cohortInstructors} i on i.cohort_id = e.cohort_id
          where e.user_id = a.user_id and e.course_id = a.course_id and i.user_id = ${page.instructorId}::uuid)`;
  const rows = await db.execute<StoredToPlan>(sql`
    select ${COLUMNS}, u.name_native, u.name_latin, u.email, ${visible} as visible
    from ${attemptQuestions} q join ${attempts} a on a.id = q.attempt_id join ${users} u on u.id = a.user_id
    where ${inScope(scope, page.after)} and a.state = 'graded'
    order by q.attempt_id limit ${page.limit}::int`);
  return rows.map((row) => ({
    ...toAttempt(row),
    learner: row.visible
      ? { nameNative: row.name_native, nameLatin: row.name_latin, email: row.email }
      : null,
  }));
}

/** One mark that changes. */
export interface MarkChange {
  attemptId: string;
  position: number;
  pointsBefore: number;
  pointsAfter: number;
  scoreBefore: number;
  scoreAfter: number;
}

/** Writes the new points and marks of attempts that the caller holds, and what stood before, in one statement. */
export async function saveMarkChanges(
  db: Executor,
  regradeId: string,
  changes: readonly MarkChange[],
  at: Date,
): Promise<void> {
  if (changes.length === 0) return;
  const given = sql`jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as given("attemptId" uuid, position smallint,
    "pointsBefore" numeric, "pointsAfter" numeric, "scoreBefore" numeric, "scoreAfter" numeric)`;
  await db.execute(sql`
    with marked as (
      update ${attemptQuestions} q set points = given."pointsAfter" from ${given}
      where q.attempt_id = given."attemptId" and q.position = given.position),
    summed as (
      update ${attempts} a set score = given."scoreAfter" from ${given} where a.id = given."attemptId")
    insert into ${regradeChanges}
      (regrade_id, attempt_id, position, points_before, points_after, score_before, score_after, changed_at)
    select ${regradeId}::uuid, given."attemptId", given.position, given."pointsBefore", given."pointsAfter",
      given."scoreBefore", given."scoreAfter", ${at.toISOString()}::timestamptz from ${given}`);
}
