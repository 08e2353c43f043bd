import { and, eq, sql } from 'drizzle-orm';
import type { KnownPerson } from '#lib/domain/imports/judge-people.ts';
import type { Executor } from '../db/client.ts';
import { accountTokens, cohorts, enrolments, users } from '../db/schema/index.ts';

/** People of a file, thousands at a time: few statements, whatever their number. */

const AT_ONCE = 1_000;

/** Imports into one cohort happen one after the other. Null: there is none. */
export async function lockCohort(db: Executor, id: string): Promise<{ archivedAt: Date | null } | null> {
  const [row] = await db
    .select({ archivedAt: cohorts.archivedAt })
    .from(cohorts)
    .where(eq(cohorts.id, id))
    .for('no key update');
  return row ?? null;
}

export async function isArchived(db: Executor, cohortId: string): Promise<boolean> {
  const [row] = await db.select({ at: cohorts.archivedAt }).from(cohorts).where(eq(cohorts.id, cohortId));
  return row !== undefined && row.at !== null;
}

/** Those of the addresses that have an account, with their cohort of the course. */
export async function findKnownPeople(
  db: Executor,
  courseId: string,
  emails: readonly string[],
): Promise<Map<string, KnownPerson>> {
  const rows = await db
    .select({ email: users.email, userId: users.id, cohortId: enrolments.cohortId })
    .from(users)
    .leftJoin(enrolments, and(eq(enrolments.userId, users.id), eq(enrolments.courseId, courseId)))
    .where(sql`${users.email} in (select jsonb_array_elements_text(${JSON.stringify(emails)}::jsonb))`);
  return new Map(rows.map(({ email, ...known }) => [email, known]));
}

/** Adds people; returns the ids of those whose address was free. */
export async function insertPeople(
  db: Executor,
  rows: readonly (typeof users.$inferInsert)[],
): Promise<Set<string>> {
  const added = new Set<string>();
  for (let from = 0; from < rows.length; from += AT_ONCE)
    for (const { id } of await db
      .insert(users)
      .values(rows.slice(from, from + AT_ONCE))
      .onConflictDoNothing({ target: users.email })
      .returning({ id: users.id }))
      added.add(id);
  return added;
}

/** Enrols people into a cohort of a course; who is enrolled already comes over with the first day kept. */
export async function enrolPeople(
  db: Executor,
  {
    courseId,
    cohortId,
    at,
    userIds,
  }: { courseId: string; cohortId: string; at: Date; userIds: readonly string[] },
): Promise<void> {
  for (let from = 0; from < userIds.length; from += AT_ONCE)
    await db
      .insert(enrolments)
      .values(
        userIds.slice(from, from + AT_ONCE).map((userId) => ({ userId, courseId, cohortId, enrolledAt: at })),
      )
      .onConflictDoUpdate({ target: [enrolments.userId, enrolments.courseId], set: { cohortId } });
}

export async function insertTokens(
  db: Executor,
  rows: readonly (typeof accountTokens.$inferInsert)[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await db.insert(accountTokens).values(rows.slice(from, from + AT_ONCE));
}
