import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { cohorts, enrolments, invitations, joinRequests, users } from '../db/schema/index.ts';
import { behind, newestFirst, type Place } from './newest-first.ts';

export type Invitation = typeof invitations.$inferSelect;
export type CohortRow = typeof cohorts.$inferSelect;

const NEWEST = { at: invitations.invitedAt, id: invitations.id };

/** The cohort behind the address to join. */
export async function findByJoinCode(db: Executor, joinCode: string): Promise<CohortRow | null> {
  const [row] = await db.select().from(cohorts).where(eq(cohorts.joinCode, joinCode));
  return row ?? null;
}

/** The invitation behind a link, with its cohort. */
export async function findByInvitation(
  db: Executor,
  tokenHash: string,
): Promise<{ invitation: Invitation; cohort: CohortRow } | null> {
  const [row] = await db
    .select({ invitation: invitations, cohort: cohorts })
    .from(invitations)
    .innerJoin(cohorts, eq(cohorts.id, invitations.cohortId))
    .where(eq(invitations.tokenHash, tokenHash));
  return row ?? null;
}

/** Where a person stands towards a cohort. */
export async function findStandpoint(
  db: Executor,
  place: { userId: string; cohortId: string; courseId: string },
): Promise<{ isMember: boolean; isWaiting: boolean }> {
  const rows = await db.execute<{ is_member: boolean; is_waiting: boolean }>(sql`select
    exists (select 1 from ${enrolments} e where e.user_id = ${place.userId}::uuid and e.course_id = ${place.courseId}::uuid
      and e.cohort_id = ${place.cohortId}::uuid) as is_member,
    exists (select 1 from ${joinRequests} r where r.user_id = ${place.userId}::uuid and r.cohort_id = ${place.cohortId}::uuid
      and r.decided_at is null) as is_waiting`);
  return { isMember: rows[0]?.is_member ?? false, isWaiting: rows[0]?.is_waiting ?? false };
}

/** How many learners a cohort has, counted no further than `upTo`. */
export async function countLearnersUpTo(db: Executor, cohortId: string, upTo: number): Promise<number> {
  const rows = await db.execute<{ count: number }>(sql`select count(*)::int as count from
    (select 1 from ${enrolments} where cohort_id = ${cohortId}::uuid limit ${upTo}) as counted`);
  return rows[0]?.count ?? 0;
}

/** Asks to be let in; after a refusal the same row is open again. One that is open stays as it is. */
export async function openJoinRequest(
  db: Executor,
  row: { cohortId: string; userId: string; askedAt: Date },
): Promise<void> {
  await db
    .insert(joinRequests)
    .values(row)
    .onConflictDoUpdate({
      target: [joinRequests.cohortId, joinRequests.userId],
      set: { askedAt: row.askedAt, decidedAt: null, decidedBy: null, isAccepted: null },
      setWhere: sql`${joinRequests.decidedAt} is not null`,
    });
}

/** Decides those of the given requests that are open; returns whose they were. */
export async function decideJoinRequests(
  db: Executor,
  given: {
    cohortId: string;
    userIds: readonly string[];
    isAccepted: boolean;
    decidedBy: string;
    decidedAt: Date;
  },
): Promise<string[]> {
  const { cohortId, userIds, ...decision } = given;
  const decided = await db
    .update(joinRequests)
    .set(decision)
    .where(
      and(
        eq(joinRequests.cohortId, cohortId),
        inArray(joinRequests.userId, [...userIds]),
        isNull(joinRequests.decidedAt),
      ),
    )
    .returning({ userId: joinRequests.userId });
  return decided.map(({ userId }) => userId);
}

/** How many of the given people ever asked to be let in. */
export async function countRequestsOf(
  db: Executor,
  cohortId: string,
  userIds: readonly string[],
): Promise<number> {
  return db.$count(
    joinRequests,
    and(eq(joinRequests.cohortId, cohortId), inArray(joinRequests.userId, [...userIds])),
  );
}

/** Open requests, the oldest first, from behind `after`: the person of this id, who asked then. */
export async function listOpenRequests(
  db: Executor,
  { cohortId, after, limit }: { cohortId: string; after: Place | null; limit: number },
) {
  const { askedAt, userId } = joinRequests;
  return db
    .select({
      userId: users.id,
      nameNative: users.nameNative,
      nameLatin: users.nameLatin,
      email: users.email,
      isEmailVerified: sql<boolean>`${users.emailVerifiedAt} is not null`,
      askedAt: joinRequests.askedAt,
    })
    .from(joinRequests)
    .innerJoin(users, eq(users.id, joinRequests.userId))
    .where(
      and(
        eq(joinRequests.cohortId, cohortId),
        isNull(joinRequests.decidedAt),
        after
          ? sql`(${askedAt}, ${userId}) > (${sql.param(after.at, askedAt)}, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(asc(askedAt), asc(userId))
    .limit(limit);
}

export const countOpenRequests = (db: Executor, cohortId: string): Promise<number> =>
  db.$count(joinRequests, and(eq(joinRequests.cohortId, cohortId), isNull(joinRequests.decidedAt)));

export interface Addressee {
  userId: string;
  email: string;
  nameNative: string;
  locale: string;
  isMember: boolean;
}

/** Those of the addresses that have an account. */
export async function listAddressees(
  db: Executor,
  cohortId: string,
  emails: readonly string[],
): Promise<Addressee[]> {
  return db
    .select({
      userId: users.id,
      email: users.email,
      nameNative: users.nameNative,
      locale: users.locale,
      isMember: sql<boolean>`exists (select 1 from ${enrolments} where ${enrolments.userId} = ${users.id}
        and ${enrolments.cohortId} = ${cohortId}::uuid)`,
    })
    .from(users)
    .where(inArray(users.email, [...emails]));
}

/** Writes invitations; an address that was invited before gets the new secret and the new end in its old row. */
export async function saveInvitations(
  db: Executor,
  rows: readonly (typeof invitations.$inferInsert)[],
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insert(invitations)
    .values([...rows])
    .onConflictDoUpdate({
      target: [invitations.cohortId, invitations.email],
      set: {
        tokenHash: sql`excluded.token_hash`,
        invitedBy: sql`excluded.invited_by`,
        invitedAt: sql`excluded.invited_at`,
        expiresAt: sql`excluded.expires_at`,
        acceptedAt: null,
        acceptedBy: null,
        withdrawnAt: null,
      },
    });
}

/** Invitations of a cohort, newest first, from behind `after`. */
export async function listInvitations(
  db: Executor,
  { cohortId, after, limit }: { cohortId: string; after: Place | null; limit: number },
): Promise<Invitation[]> {
  return db
    .select()
    .from(invitations)
    .where(and(eq(invitations.cohortId, cohortId), behind(NEWEST, after)))
    .orderBy(...newestFirst(NEWEST))
    .limit(limit);
}

export const countInvitations = (db: Executor, cohortId: string): Promise<number> =>
  db.$count(invitations, eq(invitations.cohortId, cohortId));

/** Holds one invitation of a cohort until the transaction ends. */
export async function lockInvitation(db: Executor, cohortId: string, id: string): Promise<Invitation | null> {
  const [row] = await db
    .select()
    .from(invitations)
    .where(and(eq(invitations.id, id), eq(invitations.cohortId, cohortId)))
    .for('update');
  return row ?? null;
}

export async function updateInvitation(db: Executor, id: string, change: Partial<Invitation>): Promise<void> {
  await db.update(invitations).set(change).where(eq(invitations.id, id));
}
