import { and, desc, eq } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { learnerNotes, users } from '../db/schema/index.ts';

export type NoteRow = typeof learnerNotes.$inferSelect;

export async function insertNote(db: Executor, row: NoteRow): Promise<void> {
  await db.insert(learnerNotes).values(row);
}

/** The notes on a learner in a course with who wrote them, newest first. */
export async function listNotes(db: Executor, of: { userId: string; courseId: string }, limit: number) {
  return db
    .select({
      id: learnerNotes.id,
      body: learnerNotes.body,
      writtenAt: learnerNotes.writtenAt,
      writtenById: learnerNotes.writtenBy,
      writtenBy: users.nameNative,
    })
    .from(learnerNotes)
    .leftJoin(users, eq(users.id, learnerNotes.writtenBy))
    .where(and(eq(learnerNotes.userId, of.userId), eq(learnerNotes.courseId, of.courseId)))
    .orderBy(desc(learnerNotes.writtenAt), desc(learnerNotes.id))
    .limit(limit);
}

export async function findNote(db: Executor, id: string): Promise<NoteRow | null> {
  const [row] = await db.select().from(learnerNotes).where(eq(learnerNotes.id, id));
  return row ?? null;
}

/** False when it was gone already. */
export async function deleteNote(db: Executor, id: string): Promise<boolean> {
  const gone = await db
    .delete(learnerNotes)
    .where(eq(learnerNotes.id, id))
    .returning({ id: learnerNotes.id });
  return gone.length > 0;
}
