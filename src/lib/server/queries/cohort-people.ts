import { aliasedTable, and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { auditEntries, enrolments, learnerStandings, users } from '../db/schema/index.ts';
import { chosenLearners } from './matrix.ts';

/** Called as in the conditions of matrix.ts. */
const s = aliasedTable(learnerStandings, 's');

/** Where the list of people goes on: behind this one. */
export interface NamePlace {
  name: string;
  userId: string;
}

export interface CohortPerson {
  userId: string;
  nameNative: string;
  nameLatin: string;
  email: string;
  enrolledAt: Date;
  lastActiveAt: Date | null;
  sortName: string;
}

/** Who is in a cohort, by Latin name, from behind `after`; `words` are looked for as in the table of learners. */
export async function listCohortPeople(
  db: Executor,
  given: { cohortId: string; words: readonly string[]; after: NamePlace | null; limit: number },
): Promise<CohortPerson[]> {
  const { cohortId, words, after, limit } = given;
  return db
    .select({
      userId: users.id,
      nameNative: users.nameNative,
      nameLatin: users.nameLatin,
      email: users.email,
      enrolledAt: enrolments.enrolledAt,
      lastActiveAt: enrolments.lastActiveAt,
      sortName: s.sortName,
    })
    .from(s)
    .innerJoin(enrolments, and(eq(enrolments.userId, s.userId), eq(enrolments.courseId, s.courseId)))
    .innerJoin(users, eq(users.id, s.userId))
    .where(
      and(
        chosenLearners({ cohortId, filter: 'all', words: [...words], today: '' }),
        after ? sql`(${s.sortName}, ${s.userId}) > (${after.name}, ${after.userId}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(s.sortName), asc(s.userId))
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
