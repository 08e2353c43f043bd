import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { auditEntries, enrolments, learnerStandings, users } from '../db/schema/index.ts';

/** Where the list of people goes on: behind this one. */
export interface NamePlace {
  name: string;
  userId: string;
}

/**
 * Words that each begin a word of the names or the address, as Postgres searches them. Worked example: `ai nur` is `'ai':* & 'nur':*`.
 */
const asSearch = (words: string) =>
  words
    .split(/\s+/)
    .map((word) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}':*`)
    .join(' & ');

/** Who is in a cohort, by Latin name, from behind `after`; `words` are looked for in names and address. */
export async function listCohortPeople(
  db: Executor,
  {
    cohortId,
    words,
    after,
    limit,
  }: { cohortId: string; words: string; after: NamePlace | null; limit: number },
) {
  const { sortName, userId, courseId, searchWords } = learnerStandings;
  return db
    .select({
      userId: users.id,
      nameNative: users.nameNative,
      nameLatin: users.nameLatin,
      email: users.email,
      enrolledAt: enrolments.enrolledAt,
      lastActiveAt: enrolments.lastActiveAt,
      sortName,
    })
    .from(learnerStandings)
    .innerJoin(enrolments, and(eq(enrolments.userId, userId), eq(enrolments.courseId, courseId)))
    .innerJoin(users, eq(users.id, userId))
    .where(
      and(
        eq(learnerStandings.cohortId, cohortId),
        words === '' ? undefined : sql`${searchWords} @@ lower_case(${asSearch(words)})::tsquery`,
        after ? sql`(${sortName}, ${userId}) > (${after.name}, ${after.userId}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(sortName), asc(userId))
    .limit(limit);
}

export interface Member {
  userId: string;
  email: string;
  nameNative: string;
  locale: string;
}

/** Those of the given people who are in the cohort. */
export async function listMembers(
  db: Executor,
  cohortId: string,
  userIds: readonly string[],
): Promise<Member[]> {
  return db
    .select({ userId: users.id, email: users.email, nameNative: users.nameNative, locale: users.locale })
    .from(enrolments)
    .innerJoin(users, eq(users.id, enrolments.userId))
    .where(and(eq(enrolments.cohortId, cohortId), inArray(enrolments.userId, [...userIds])))
    .orderBy(asc(users.id));
}

/** Moves those of the given people who are in `from` (null: in no cohort) of a course; returns whom. All else about them stays. */
export async function moveEnrolments(
  db: Executor,
  move: { courseId: string; from: string | null; to: string | null; userIds: readonly string[] },
): Promise<string[]> {
  if (move.userIds.length === 0) return [];
  const moved = await db
    .update(enrolments)
    .set({ cohortId: move.to })
    .where(
      and(
        eq(enrolments.courseId, move.courseId),
        move.from === null ? isNull(enrolments.cohortId) : eq(enrolments.cohortId, move.from),
        inArray(enrolments.userId, [...move.userIds]),
      ),
    )
    .returning({ userId: enrolments.userId });
  return moved.map(({ userId }) => userId);
}

/** Whom one act of this actor, at this moment, took out of the cohort. */
export async function listTakenOut(
  db: Executor,
  act: { cohortId: string; actorId: string; at: Date },
): Promise<string[]> {
  const rows = await db
    .select({ userId: auditEntries.subjectId })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.at, act.at),
        eq(auditEntries.action, 'learner.take-out'),
        eq(auditEntries.actorId, act.actorId),
        sql`${auditEntries.details}->>'cohortId' = ${act.cohortId}`,
      ),
    );
  return rows.flatMap(({ userId }) => (userId === null ? [] : [userId]));
}
