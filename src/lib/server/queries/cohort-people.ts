import { aliasedTable, and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { auditEntries, enrolments, learnerStandings, users } from '../db/schema/index.ts';
import { chosenLearners, fitsFew, nameOrder } from './matrix.ts';

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
  const rules = { cohortId, filter: 'all', words: [...words], today: '' } as const;
  const isForFew = await fitsFew(db, rules);
  const page = db
    .select({ userId: s.userId, courseId: s.courseId, sortName: s.sortName })
    .from(s)
    .where(
      and(
        chosenLearners(rules),
        after ? sql`(${s.sortName}, ${s.userId}) > (${after.name}, ${after.userId}::uuid)` : undefined,
      ),
    )
    .orderBy(nameOrder(isForFew), asc(s.userId))
    .limit(limit)
    .as('page');
  return db
    .select({
      userId: page.userId,
      nameNative: users.nameNative,
      nameLatin: users.nameLatin,
      email: users.email,
      enrolledAt: enrolments.enrolledAt,
      lastActiveAt: enrolments.lastActiveAt,
      sortName: page.sortName,
    })
    .from(page)
    .innerJoin(enrolments, and(eq(enrolments.userId, page.userId), eq(enrolments.courseId, page.courseId)))
    .innerJoin(users, eq(users.id, page.userId))
    .orderBy(asc(page.sortName), asc(page.userId));
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
