import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { enrolments } from '../db/schema/index.ts';

export interface Enrolment {
  userId: string;
  courseId: string;
  cohortId: string | null;
  enrolledAt: Date;
  lastModuleKey: string | null;
  lastSectionKey: string | null;
  lastActiveAt: Date | null;
}

export async function listEnrolments(db: Executor, userId: string): Promise<Enrolment[]> {
  return db.select().from(enrolments).where(eq(enrolments.userId, userId)).orderBy(enrolments.enrolledAt);
}

/**
 * Holds the enrolment until the transaction ends: what changes a learner's progress in a course happens one after the other. Held before anything is
 * written that the standings follow from: their triggers hold the learner's standing, and everybody takes the two in this order.
 */
export async function lockEnrolment(
  db: Executor,
  userId: string,
  courseId: string,
): Promise<Enrolment | null> {
  const [row] = await db
    .select()
    .from(enrolments)
    .where(and(eq(enrolments.userId, userId), eq(enrolments.courseId, courseId)))
    .for('no key update');
  return row ?? null;
}

/** The same of several learners of one course, in the order of their ids. */
export async function lockEnrolments(
  db: Executor,
  courseId: string,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return;
  await db
    .select({ userId: enrolments.userId })
    .from(enrolments)
    .where(and(eq(enrolments.courseId, courseId), inArray(enrolments.userId, [...userIds])))
    .orderBy(enrolments.userId)
    .for('no key update');
}

/** Enrols once. A second call keeps the first day; a given cohort replaces the old one. */
export async function upsertEnrolment(
  db: Executor,
  row: { userId: string; courseId: string; cohortId: string | null; enrolledAt: Date },
): Promise<void> {
  await db
    .insert(enrolments)
    .values(row)
    .onConflictDoUpdate({
      target: [enrolments.userId, enrolments.courseId],
      set: { cohortId: sql`coalesce(excluded.cohort_id, ${enrolments.cohortId})` },
    });
}

/** Remembers where the learner is. */
export async function touchEnrolment(
  db: Executor,
  place: { userId: string; courseId: string; moduleKey: string; sectionKey: string | null; at: Date },
): Promise<void> {
  await db
    .update(enrolments)
    .set({ lastModuleKey: place.moduleKey, lastSectionKey: place.sectionKey, lastActiveAt: place.at })
    .where(and(eq(enrolments.userId, place.userId), eq(enrolments.courseId, place.courseId)));
}
