import { and, eq, isNull } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { outbox } from '../db/schema/index.ts';
import { behind, newestFirst, type Place } from './newest-first.ts';

const NEWEST = { at: outbox.createdAt, id: outbox.id };

export type OutboxLetter = typeof outbox.$inferSelect;

export async function insertLetter(db: Executor, row: typeof outbox.$inferInsert): Promise<void> {
  await db.insert(outbox).values(row);
}

export async function insertLetters(
  db: Executor,
  rows: readonly (typeof outbox.$inferInsert)[],
): Promise<void> {
  await db.insert(outbox).values([...rows]);
}

export async function findLetter(db: Executor, id: string): Promise<OutboxLetter | null> {
  const [row] = await db.select().from(outbox).where(eq(outbox.id, id));
  return row ?? null;
}

export async function markLetterSent(db: Executor, id: string, sentAt: Date): Promise<void> {
  await db
    .update(outbox)
    .set({ sentAt })
    .where(and(eq(outbox.id, id), isNull(outbox.sentAt)));
}

/** Letters without their text, newest first, from after `place` (null: from the newest). */
export async function listLetters(db: Executor, { after, limit }: { after: Place | null; limit: number }) {
  return db
    .select({
      id: outbox.id,
      recipient: outbox.recipient,
      locale: outbox.locale,
      subject: outbox.subject,
      createdAt: outbox.createdAt,
      sentAt: outbox.sentAt,
    })
    .from(outbox)
    .where(behind(NEWEST, after))
    .orderBy(...newestFirst(NEWEST))
    .limit(limit);
}

export const countLetters = (db: Executor): Promise<number> => db.$count(outbox);
