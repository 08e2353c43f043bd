import { and, eq } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { snoozes } from '../db/schema/index.ts';

/** The last word holds. */
export async function upsertSnooze(db: Executor, row: typeof snoozes.$inferInsert): Promise<void> {
  const { userId: _user, courseId: _course, ...set } = row;
  await db
    .insert(snoozes)
    .values(row)
    .onConflictDoUpdate({ target: [snoozes.userId, snoozes.courseId], set });
}

/** True when there was one. */
export async function deleteSnooze(db: Executor, of: { userId: string; courseId: string }): Promise<boolean> {
  const gone = await db
    .delete(snoozes)
    .where(and(eq(snoozes.userId, of.userId), eq(snoozes.courseId, of.courseId)))
    .returning({ userId: snoozes.userId });
  return gone.length > 0;
}
