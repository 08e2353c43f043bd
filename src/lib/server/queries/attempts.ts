import { and, asc, desc, eq, getTableColumns, inArray, lte, sql } from 'drizzle-orm';
import type { AttemptState } from '#lib/domain/quizzes/attempt-state.ts';
import type { RegradePolicy } from '#lib/domain/quizzes/regrade.ts';
import type { Executor } from '../db/client.ts';
import { attemptQuestions, attempts, regradeChanges, regrades } from '../db/schema/index.ts';

export type AttemptRow = typeof attempts.$inferSelect;
export type AttemptQuestionRow = typeof attemptQuestions.$inferSelect;

/** All attempts of a learner at one quiz, newest first. */
export async function listAttempts(
  db: Executor,
  of: { userId: string; courseId: string; moduleKey: string },
): Promise<AttemptRow[]> {
  return db
    .select()
    .from(attempts)
    .where(
      and(
        eq(attempts.userId, of.userId),
        eq(attempts.courseId, of.courseId),
        eq(attempts.moduleKey, of.moduleKey),
      ),
    )
    .orderBy(desc(attempts.number));
}

export async function findAttempt(db: Executor, id: string): Promise<AttemptRow | null> {
  const [row] = await db.select().from(attempts).where(eq(attempts.id, id));
  return row ?? null;
}

/** Holds the attempt until the transaction ends. */
export async function lockAttempt(db: Executor, id: string): Promise<AttemptRow | null> {
  const [row] = await db.select().from(attempts).where(eq(attempts.id, id)).for('no key update');
  return row ?? null;
}

export async function listAttemptQuestions(db: Executor, attemptId: string): Promise<AttemptQuestionRow[]> {
  return db
    .select()
    .from(attemptQuestions)
    .where(eq(attemptQuestions.attemptId, attemptId))
    .orderBy(asc(attemptQuestions.position));
}

/** A mark that a regrade changed: what stood before. Times come out of `json_build_object` as text. */
export interface StoredChange {
  questionKey: string;
  policy: RegradePolicy;
  changedAt: string;
  pointsBefore: number;
  pointsAfter: number;
  scoreBefore: number;
  scoreAfter: number;
}

/** The changes of a mark as a JSON column, oldest first; the condition says of what, with `c` for the change. */
export const changesColumn = (condition: ReturnType<typeof sql>) => sql<StoredChange[]>`
  (select coalesce(json_agg(json_build_object('questionKey', r.question_key, 'policy', r.policy, 'changedAt', c.changed_at,
      'pointsBefore', c.points_before, 'pointsAfter', c.points_after,
      'scoreBefore', c.score_before, 'scoreAfter', c.score_after) order by c.changed_at, r.requested_at), '[]')
    from ${regradeChanges} c join ${regrades} r on r.id = c.regrade_id where ${condition})`;

/** The same with what regrades changed of each. */
export async function listReviewedQuestions(
  db: Executor,
  attemptId: string,
): Promise<(AttemptQuestionRow & { changes: StoredChange[] })[]> {
  return db
    .select({
      ...getTableColumns(attemptQuestions),
      changes: changesColumn(
        sql`c.attempt_id = attempt_questions.attempt_id and c.position = attempt_questions.position`,
      ),
    })
    .from(attemptQuestions)
    .where(eq(attemptQuestions.attemptId, attemptId))
    .orderBy(asc(attemptQuestions.position));
}

export async function insertAttempt(
  db: Executor,
  attempt: typeof attempts.$inferInsert,
  questions: (typeof attemptQuestions.$inferInsert)[],
): Promise<void> {
  await db.insert(attempts).values(attempt);
  await db.insert(attemptQuestions).values(questions);
}

export interface AnswerToSave {
  attemptId: string;
  userId: string;
  questionKey: string;
  /** JSON value; null takes the answer back. */
  answer: unknown;
  seq: number;
  at: Date;
}

/**
 * Saves an answer in one statement: only the owner's, only while the attempt takes answers, only when it is newer than what is kept. False
 * when nothing was changed. The attempt is held against handing in meanwhile: what is confirmed is always what gets graded.
 */
export async function saveAnswer(db: Executor, save: AnswerToSave): Promise<boolean> {
  const at = sql`${save.at.toISOString()}::timestamptz`;
  const rows = await db.execute(sql`
    with own as (
      select a.id from ${attempts} a
      where a.id = ${save.attemptId}::uuid and a.user_id = ${save.userId}::uuid and a.state = 'in_progress'
        and (a.deadline_at is null or a.deadline_at > ${at})
      for share)
    update ${attemptQuestions} q
    set answer = ${toJson(save.answer)}::jsonb, answer_seq = ${save.seq}::bigint, answered_at = ${at}
    from own
    where q.attempt_id = own.id and q.question_key = ${save.questionKey} and q.answer_seq < ${save.seq}::bigint
    returning q.position`);
  return rows.length > 0;
}

/** What is kept of an answer, and whether it is the very one given. Null: the owner has no such question in no such attempt. */
export async function findKeptAnswer(
  db: Executor,
  of: Pick<AnswerToSave, 'attemptId' | 'userId' | 'questionKey' | 'answer'>,
) {
  const [row] = await db
    .select({
      state: attempts.state,
      deadlineAt: attempts.deadlineAt,
      graceEndsAt: attempts.graceEndsAt,
      seq: attemptQuestions.answerSeq,
      isSame: sql<boolean>`${attemptQuestions.answer} is not distinct from ${toJson(of.answer)}::jsonb`,
    })
    .from(attempts)
    .innerJoin(attemptQuestions, eq(attemptQuestions.attemptId, attempts.id))
    .where(
      and(
        eq(attempts.id, of.attemptId),
        eq(attempts.userId, of.userId),
        eq(attemptQuestions.questionKey, of.questionKey),
      ),
    );
  return row ?? null;
}

/** Saves several answers of an attempt that the caller holds, in one statement; later ones only, as above. */
export async function saveAnswers(
  db: Executor,
  attemptId: string,
  answers: readonly { position: number; answer: unknown; seq: number }[],
  at: Date,
): Promise<void> {
  const rows = JSON.stringify(answers);
  await db.execute(sql`
    update ${attemptQuestions} q
    set answer = given.answer, answer_seq = given.seq, answered_at = ${at.toISOString()}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb) as given(position smallint, answer jsonb, seq bigint)
    where q.attempt_id = ${attemptId}::uuid and q.position = given.position and q.answer_seq < given.seq`);
}

/** SQL knows "not answered" as null, never as the JSON value `null`. */
const toJson = (answer: unknown) => (answer === null ? null : JSON.stringify(answer));

/** Moves an attempt on; false when it is no longer in `from`. */
export async function moveAttempt(
  db: Executor,
  id: string,
  from: AttemptState,
  set: Partial<
    Pick<AttemptRow, 'state' | 'submittedAt' | 'handedInByFile' | 'gradedAt' | 'score' | 'maxScore'>
  >,
): Promise<boolean> {
  const moved = await db
    .update(attempts)
    .set(set)
    .where(and(eq(attempts.id, id), eq(attempts.state, from)))
    .returning({ id: attempts.id });
  return moved.length > 0;
}

/** Writes the points of every question of an attempt in one statement. */
export async function savePoints(
  db: Executor,
  attemptId: string,
  points: readonly { position: number; points: number }[],
): Promise<void> {
  const rows = JSON.stringify(points);
  await db.execute(sql`
    update ${attemptQuestions} q set points = given.points
    from jsonb_to_recordset(${rows}::jsonb) as given(position smallint, points numeric)
    where q.attempt_id = ${attemptId}::uuid and q.position = given.position`);
}

/** Attempts that wait for somebody to close or grade them: overdue, or left ungraded by a crash. Oldest first. */
export async function listWaitingAttempts(db: Executor, now: Date, limit: number) {
  const overdue = and(eq(attempts.state, 'in_progress'), lte(attempts.graceEndsAt, now));
  return db
    .select({ id: attempts.id, state: attempts.state })
    .from(attempts)
    .where(sql`${inArray(attempts.state, ['submitted', 'expired'])} or (${overdue})`)
    .orderBy(asc(attempts.startedAt))
    .limit(limit);
}
