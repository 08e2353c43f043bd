import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import type { RegradePolicy } from '#lib/domain/quizzes/regrade.ts';
import type { Executor } from '../db/client.ts';
import {
  attemptQuestions,
  attempts,
  courses,
  outbox,
  questionRevisions,
  regradeChanges,
  regrades,
  users,
} from '../db/schema/index.ts';

export type RegradeRow = typeof regrades.$inferSelect;

/** Regrades of one course are asked for one after the other, until the transaction ends. */
export async function lockCourse(db: Executor, courseId: string): Promise<void> {
  await db.select({ id: courses.id }).from(courses).where(eq(courses.id, courseId)).for('no key update');
}

export async function insertRegrade(db: Executor, row: typeof regrades.$inferInsert): Promise<void> {
  await db.insert(regrades).values(row);
}

export async function findRegrade(db: Executor, id: string): Promise<RegradeRow | null> {
  const [row] = await db.select().from(regrades).where(eq(regrades.id, id));
  return row ?? null;
}

/** Holds the regrade until the transaction ends: whoever works on it does so one after the other. */
export async function lockRegrade(db: Executor, id: string): Promise<RegradeRow | null> {
  const [row] = await db.select().from(regrades).where(eq(regrades.id, id)).for('no key update');
  return row ?? null;
}

/** The regrades of a question with who asked for them, newest first. */
export async function listRegrades(db: Executor, of: { courseId: string; questionKey: string }) {
  return db
    .select({
      id: regrades.id,
      policy: regrades.policy,
      requestedAt: regrades.requestedAt,
      requestedBy: users.nameNative,
      changed: regrades.changed,
      finishedAt: regrades.finishedAt,
    })
    .from(regrades)
    .leftJoin(users, eq(users.id, regrades.requestedBy))
    .where(and(eq(regrades.courseId, of.courseId), eq(regrades.questionKey, of.questionKey)))
    .orderBy(desc(regrades.requestedAt), desc(regrades.id));
}

export async function listUnfinishedRegrades(db: Executor): Promise<{ id: string }[]> {
  return db
    .select({ id: regrades.id })
    .from(regrades)
    .where(isNull(regrades.finishedAt))
    .orderBy(asc(regrades.requestedAt));
}

/** How far it is, and what more it has done. */
export async function advanceRegrade(
  db: Executor,
  id: string,
  step: { afterAttemptId: string; examined: number; changed: number },
): Promise<void> {
  await db
    .update(regrades)
    .set({
      afterAttemptId: step.afterAttemptId,
      examined: sql`${regrades.examined} + ${step.examined}`,
      changed: sql`${regrades.changed} + ${step.changed}`,
    })
    .where(eq(regrades.id, id));
}

export async function finishRegrade(db: Executor, id: string, at: Date): Promise<void> {
  await db.update(regrades).set({ finishedAt: at }).where(eq(regrades.id, id));
}

export interface RegradeInForce {
  policy: RegradePolicy;
  questionKey: string;
  /** The corrected question. */
  document: QuestionDocument;
}

/** The regrades that were asked for while this attempt was under way, oldest first: it is marked under them when it is graded. */
export async function listRegradesInForce(db: Executor, attemptId: string): Promise<RegradeInForce[]> {
  return db
    .select({
      policy: regrades.policy,
      questionKey: regrades.questionKey,
      document: questionRevisions.document,
    })
    .from(attempts)
    .innerJoin(attemptQuestions, eq(attemptQuestions.attemptId, attempts.id))
    .innerJoin(
      regrades,
      sql`${regrades.courseId} = ${attempts.courseId} and ${regrades.questionKey} = ${attemptQuestions.questionKey}
        and ${regrades.requestedAt} >= ${attempts.startedAt}`,
    )
    .innerJoin(questionRevisions, eq(questionRevisions.id, regrades.toRevisionId))
    .where(eq(attempts.id, attemptId))
    .orderBy(asc(regrades.requestedAt), asc(regrades.id));
}

export interface LearnerToTell {
  letterId: string;
  email: string;
  locale: string;
  nameNative: string;
  attempts: { number: number; scoreBefore: number; scoreAfter: number; maxScore: number }[];
}

/**
 * Learners whose marks a regrade changed and who have no letter about it yet. The id of the letter follows from the regrade and the learner,
 * so that none is written twice.
 */
export async function listLearnersToTell(
  db: Executor,
  regradeId: string,
  limit: number,
): Promise<LearnerToTell[]> {
  const rows = await db.execute<Record<string, unknown> & LearnerToTell>(sql`
    select t."letterId", u.email, u.locale, u.name_native as "nameNative", t.attempts
    from (
      select a.user_id, md5(${regradeId} || a.user_id::text)::uuid as "letterId",
        json_agg(json_build_object('number', a.number, 'scoreBefore', c.score_before, 'scoreAfter', c.score_after,
          'maxScore', a.max_score) order by a.number) as attempts
      from ${regradeChanges} c join ${attempts} a on a.id = c.attempt_id
      where c.regrade_id = ${regradeId}::uuid group by a.user_id) t
    join ${users} u on u.id = t.user_id
    where not exists (select 1 from ${outbox} o where o.id = t."letterId")
    order by u.id limit ${limit}::int`);
  return [...rows];
}
