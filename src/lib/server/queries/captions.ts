import { and, eq, sql } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { captions } from '../db/schema/index.ts';
import { accessColumns } from './recording-files.ts';

export interface CaptionPlace {
  courseId: string;
  moduleKey: string;
  segmentKey: string;
  language: string;
}

const at = ({ courseId, moduleKey, segmentKey, language }: CaptionPlace) =>
  and(
    eq(captions.courseId, courseId),
    eq(captions.moduleKey, moduleKey),
    eq(captions.segmentKey, segmentKey),
    eq(captions.language, language),
  );

/** Captions with what decides whether the person may have them. One statement. */
export async function findCaptionsFor(db: Executor, place: CaptionPlace, userId: string) {
  const [row] = await db
    .select({
      vtt: captions.vtt,
      editedAt: captions.editedAt,
      ...accessColumns(userId, sql`captions.course_id`),
    })
    .from(captions)
    .where(at(place));
  return row ?? null;
}

export async function upsertCaptions(db: Executor, row: typeof captions.$inferInsert): Promise<void> {
  const { vtt, editedBy, editedAt } = row;
  await db
    .insert(captions)
    .values(row)
    .onConflictDoUpdate({
      target: [captions.courseId, captions.moduleKey, captions.segmentKey, captions.language],
      set: { vtt, editedBy: editedBy ?? null, editedAt },
    });
}

/** True when there were such captions. */
export async function deleteCaptions(db: Executor, place: CaptionPlace): Promise<boolean> {
  const gone = await db.delete(captions).where(at(place)).returning({ language: captions.language });
  return gone.length > 0;
}
