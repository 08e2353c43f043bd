import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { pictures, questionEdits } from '../db/schema/index.ts';

export type QuestionEditRow = typeof questionEdits.$inferSelect;

/** What staff changed of a course's questions, in the order in which it was added. */
export async function listQuestionEdits(db: Executor, courseId: string): Promise<QuestionEditRow[]> {
  return db
    .select()
    .from(questionEdits)
    .where(eq(questionEdits.courseId, courseId))
    .orderBy(asc(questionEdits.editedAt), asc(questionEdits.key));
}

/** Keeps questions as staff want them. Of one that was edited before, what it was made from stays as it was. */
export async function saveQuestionEdits(
  db: Executor,
  rows: readonly (typeof questionEdits.$inferInsert)[],
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insert(questionEdits)
    .values([...rows])
    .onConflictDoUpdate({
      target: [questionEdits.courseId, questionEdits.key],
      set: {
        document: sql`excluded.document`,
        editedBy: sql`excluded.edited_by`,
        editedAt: sql`excluded.edited_at`,
      },
    });
}

export async function deleteQuestionEdits(
  db: Executor,
  courseId: string,
  keys: readonly string[],
): Promise<void> {
  await db
    .delete(questionEdits)
    .where(and(eq(questionEdits.courseId, courseId), inArray(questionEdits.key, [...keys])));
}

/** Keeps pictures; one that is kept already is the same, as its name is the hash of its bytes. */
export async function insertPictures(
  db: Executor,
  rows: readonly (typeof pictures.$inferInsert)[],
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insert(pictures)
    .values([...rows])
    .onConflictDoNothing();
}

export async function findPicture(
  db: Executor,
  hash: string,
): Promise<{ mediaType: string; bytes: Uint8Array } | null> {
  const [row] = await db
    .select({ mediaType: pictures.mediaType, bytes: pictures.bytes })
    .from(pictures)
    .where(eq(pictures.hash, hash));
  return row ?? null;
}
