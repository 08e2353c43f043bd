import { and, eq } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { savedViews } from '../db/schema/index.ts';

/** Keeps a view under its name; one of the same name is replaced. */
export async function upsertView(db: Executor, row: typeof savedViews.$inferInsert): Promise<void> {
  await db
    .insert(savedViews)
    .values(row)
    .onConflictDoUpdate({
      target: [savedViews.ownerId, savedViews.cohortId, savedViews.name],
      set: { query: row.query },
    });
}

export async function countViews(db: Executor, ownerId: string, cohortId: string): Promise<number> {
  return db.$count(savedViews, and(eq(savedViews.ownerId, ownerId), eq(savedViews.cohortId, cohortId)));
}

/** True when the owner had it. */
export async function deleteView(
  db: Executor,
  row: { id: string; ownerId: string; cohortId: string },
): Promise<boolean> {
  const gone = await db
    .delete(savedViews)
    .where(
      and(
        eq(savedViews.id, row.id),
        eq(savedViews.ownerId, row.ownerId),
        eq(savedViews.cohortId, row.cohortId),
      ),
    )
    .returning({ id: savedViews.id });
  return gone.length > 0;
}
