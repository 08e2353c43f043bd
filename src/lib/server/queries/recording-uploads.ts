import { and, eq, lt, sql } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { recordingUploads } from '../db/schema/index.ts';

export type UploadRow = typeof recordingUploads.$inferSelect;

type Same = Pick<
  UploadRow,
  | 'courseId'
  | 'recordingKey'
  | 'moduleKey'
  | 'segmentKey'
  | 'cutStartSeconds'
  | 'cutEndSeconds'
  | 'kind'
  | 'fileName'
  | 'sizeBytes'
  | 'startedBy'
>;

/** The open upload of the same person, place and file, the furthest first. */
export async function findSameUpload(db: Executor, same: Same): Promise<UploadRow | null> {
  const u = recordingUploads;
  const [row] = await db
    .select()
    .from(u)
    .where(
      and(
        eq(u.startedBy, same.startedBy),
        eq(u.courseId, same.courseId),
        eq(u.recordingKey, same.recordingKey),
        sql`${u.moduleKey} is not distinct from ${same.moduleKey}::text`,
        sql`${u.segmentKey} is not distinct from ${same.segmentKey}::text`,
        sql`${u.cutStartSeconds} is not distinct from ${same.cutStartSeconds}::int`,
        sql`${u.cutEndSeconds} is not distinct from ${same.cutEndSeconds}::int`,
        eq(u.kind, same.kind),
        eq(u.fileName, same.fileName),
        eq(u.sizeBytes, same.sizeBytes),
      ),
    )
    .orderBy(sql`${u.receivedBytes} desc`)
    .limit(1);
  return row ?? null;
}

export async function insertUpload(db: Executor, row: typeof recordingUploads.$inferInsert): Promise<void> {
  await db.insert(recordingUploads).values(row);
}

export async function findUpload(db: Executor, id: string): Promise<UploadRow | null> {
  const [row] = await db.select().from(recordingUploads).where(eq(recordingUploads.id, id));
  return row ?? null;
}

/** Counts a piece if the upload still ends where the piece begins. How much is there now; null: there is no such upload. */
export async function addReceived(
  db: Executor,
  piece: { id: string; offset: number; length: number; at: Date },
): Promise<number | null> {
  const u = recordingUploads;
  const [row] = await db
    .update(u)
    .set({
      receivedBytes: sql`case when ${u.receivedBytes} = ${piece.offset} then ${u.receivedBytes} + ${piece.length} else ${u.receivedBytes} end`,
      movedAt: piece.at,
    })
    .where(eq(u.id, piece.id))
    .returning({ receivedBytes: u.receivedBytes });
  return row?.receivedBytes ?? null;
}

/** True when there was such an upload. */
export async function deleteUpload(db: Executor, id: string): Promise<boolean> {
  const gone = await db
    .delete(recordingUploads)
    .where(eq(recordingUploads.id, id))
    .returning({ id: recordingUploads.id });
  return gone.length > 0;
}

/** Deletes what has not moved since; returns what it was. */
export async function deleteStillUploads(db: Executor, since: Date) {
  return db
    .delete(recordingUploads)
    .where(lt(recordingUploads.movedAt, since))
    .returning({ id: recordingUploads.id, sizeBytes: recordingUploads.sizeBytes });
}
