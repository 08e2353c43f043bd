import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { announcementRecipients, announcements, cohorts, enrolments, users } from '../db/schema/index.ts';
import { behind, newestFirst, type Place } from './newest-first.ts';

/** How many learners are in a cohort. */
export async function countLearners(db: Executor, cohortId: string): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(enrolments)
    .where(eq(enrolments.cohortId, cohortId));
  return row?.count ?? 0;
}

/** Those of the given people who are in the cohort, by name. */
export async function listChosen(db: Executor, cohortId: string, userIds: readonly string[]) {
  if (userIds.length === 0) return [];
  return db
    .select({ id: users.id, nameNative: users.nameNative })
    .from(enrolments)
    .innerJoin(users, eq(users.id, enrolments.userId))
    .where(and(eq(enrolments.cohortId, cohortId), inArray(enrolments.userId, [...userIds])))
    .orderBy(asc(users.nameLatin), asc(users.id));
}

export type NewAnnouncement = Omit<typeof announcements.$inferInsert, 'recipients' | 'isToAll' | 'sentAt'> & {
  sentAt: Date;
  /** Null: to everybody who is in the cohort now. */
  userIds: readonly string[] | null;
};

/**
 * Writes a message and who gets it in one statement, however many they are. Returns how many; 0 when there was nobody, or when the message was
 * written before.
 */
export async function insertAnnouncement(db: Executor, row: NewAnnouncement): Promise<number> {
  const ids = row.userIds && JSON.stringify(row.userIds);
  const [sent] = await db.execute<{ count: number }>(sql`
    with people as materialized (
      select e.user_id from ${enrolments} e where e.cohort_id = ${row.cohortId}::uuid
        ${ids === null ? sql`` : sql`and e.user_id in (select value::uuid from jsonb_array_elements_text(${ids}::jsonb))`}),
    written as (
      insert into ${announcements} (id, cohort_id, subject, body, is_to_all, recipients, sent_by, sent_at)
      select ${row.id}::uuid, ${row.cohortId}::uuid, ${row.subject}, ${row.body}, ${ids === null}::boolean,
        (select count(*) from people), ${row.sentBy ?? null}::uuid, ${row.sentAt.toISOString()}::timestamptz
      where exists (select 1 from people)
      on conflict (id) do nothing returning id),
    given as (
      insert into ${announcementRecipients} (user_id, announcement_id)
      select p.user_id, w.id from people p, written w returning 1)
    select count(*)::int as count from given`);
  return sent?.count ?? 0;
}

export async function hasAnnouncement(db: Executor, of: { id: string; cohortId: string }): Promise<boolean> {
  const [row] = await db
    .select({ id: announcements.id })
    .from(announcements)
    .where(and(eq(announcements.id, of.id), eq(announcements.cohortId, of.cohortId)));
  return row !== undefined;
}

const SENT = { at: announcements.sentAt, id: announcements.id };

/** What was sent in a cohort, newest first, from behind `after`, with how many read it and how many letters are written. */
export async function listSent(
  db: Executor,
  cohortId: string,
  { after, limit }: { after: Place | null; limit: number },
) {
  const count = (
    condition: ReturnType<typeof sql>,
  ) => sql<number>`(select count(*)::int from announcement_recipients r
    where r.announcement_id = announcements.id and ${condition})`;
  return db
    .select({
      id: announcements.id,
      subject: announcements.subject,
      body: announcements.body,
      isToAll: announcements.isToAll,
      recipients: announcements.recipients,
      sentAt: announcements.sentAt,
      sentBy: users.nameNative,
      read: count(sql`r.read_at is not null`),
      unmailed: count(sql`r.mailed_at is null`),
    })
    .from(announcements)
    .leftJoin(users, eq(users.id, announcements.sentBy))
    .where(and(eq(announcements.cohortId, cohortId), behind(SENT, after)))
    .orderBy(...newestFirst(SENT))
    .limit(limit);
}

export const countSent = (db: Executor, cohortId: string): Promise<number> =>
  db.$count(announcements, eq(announcements.cohortId, cohortId));

/** A message as its letters need it, held until the transaction ends: whoever writes them does so one after the other. */
export async function lockAnnouncement(db: Executor, id: string) {
  const [row] = await db
    .select({
      id: announcements.id,
      subject: announcements.subject,
      body: announcements.body,
      cohort: cohorts.name,
      courseId: cohorts.courseId,
      sender: users.nameNative,
    })
    .from(announcements)
    .innerJoin(cohorts, eq(cohorts.id, announcements.cohortId))
    .leftJoin(users, eq(users.id, announcements.sentBy))
    .where(eq(announcements.id, id))
    .for('no key update', { of: announcements });
  return row ?? null;
}

/** Takes the next people whose letters are not written and notes that they are. The id of a letter follows from the message and the person. */
export async function takeUnmailed(db: Executor, announcementId: string, limit: number, at: Date) {
  const rows = await db.execute<{ letterId: string; email: string; locale: string; nameNative: string }>(sql`
    with next as (
      select user_id from ${announcementRecipients}
      where announcement_id = ${announcementId}::uuid and mailed_at is null order by user_id limit ${limit}::int),
    taken as (
      update ${announcementRecipients} r set mailed_at = ${at.toISOString()}::timestamptz from next
      where r.announcement_id = ${announcementId}::uuid and r.user_id = next.user_id returning r.user_id)
    select md5(${announcementId} || u.id::text)::uuid as "letterId", u.email, u.locale, u.name_native as "nameNative"
    from taken join ${users} u on u.id = taken.user_id order by u.id`);
  return [...rows];
}

/** Messages with letters that are not written yet. */
export async function listUnfinished(db: Executor): Promise<{ id: string }[]> {
  return db
    .selectDistinct({ id: announcementRecipients.announcementId })
    .from(announcementRecipients)
    .where(isNull(announcementRecipients.mailedAt));
}

const ownColumns = {
  id: announcements.id,
  subject: announcements.subject,
  body: announcements.body,
  sentAt: announcements.sentAt,
  sender: users.nameNative,
  readAt: announcementRecipients.readAt,
};

/** A person's own messages, newest first, from behind `after`; with `unread` only those that they have not read. */
export async function listOwn(
  db: Executor,
  userId: string,
  { after, limit, unread }: { after: Place | null; limit: number; unread: boolean },
) {
  return db
    .select(ownColumns)
    .from(announcementRecipients)
    .innerJoin(announcements, eq(announcements.id, announcementRecipients.announcementId))
    .leftJoin(users, eq(users.id, announcements.sentBy))
    .where(
      and(
        eq(announcementRecipients.userId, userId),
        unread ? isNull(announcementRecipients.readAt) : undefined,
        behind(SENT, after),
      ),
    )
    .orderBy(desc(announcements.sentAt), desc(announcements.id))
    .limit(limit);
}

/** Notes that somebody read a message; the first time stays. False: it is not theirs. */
export async function markRead(
  db: Executor,
  of: { userId: string; announcementId: string; at: Date },
): Promise<boolean> {
  const rows = await db
    .update(announcementRecipients)
    .set({ readAt: sql`coalesce(${announcementRecipients.readAt}, ${of.at.toISOString()}::timestamptz)` })
    .where(
      and(
        eq(announcementRecipients.userId, of.userId),
        eq(announcementRecipients.announcementId, of.announcementId),
      ),
    )
    .returning({ id: announcementRecipients.announcementId });
  return rows.length > 0;
}
