import { and, eq, sql } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { segmentExemptions, users } from '../db/schema/index.ts';

export type ExemptionRow = typeof segmentExemptions.$inferSelect;
type Place = Pick<ExemptionRow, 'userId' | 'courseId' | 'moduleKey' | 'segmentKey'>;

/** Excuses a learner from a segment; again, with another reason. */
export async function upsertExemption(db: Executor, row: ExemptionRow): Promise<void> {
  await db
    .insert(segmentExemptions)
    .values(row)
    .onConflictDoUpdate({
      target: [
        segmentExemptions.userId,
        segmentExemptions.courseId,
        segmentExemptions.moduleKey,
        segmentExemptions.segmentKey,
      ],
      set: {
        reason: sql`excluded.reason`,
        grantedBy: sql`excluded.granted_by`,
        grantedAt: sql`excluded.granted_at`,
      },
    });
}

/** False when there was none. */
export async function deleteExemption(db: Executor, of: Place): Promise<boolean> {
  const gone = await db
    .delete(segmentExemptions)
    .where(
      and(
        eq(segmentExemptions.userId, of.userId),
        eq(segmentExemptions.courseId, of.courseId),
        eq(segmentExemptions.moduleKey, of.moduleKey),
        eq(segmentExemptions.segmentKey, of.segmentKey),
      ),
    )
    .returning({ userId: segmentExemptions.userId });
  return gone.length > 0;
}

/** From what a learner is excused in a course, why, and by whom. */
export async function listExemptions(db: Executor, of: { userId: string; courseId: string }) {
  return db
    .select({
      moduleKey: segmentExemptions.moduleKey,
      segmentKey: segmentExemptions.segmentKey,
      reason: segmentExemptions.reason,
      grantedAt: segmentExemptions.grantedAt,
      grantedBy: users.nameNative,
    })
    .from(segmentExemptions)
    .leftJoin(users, eq(users.id, segmentExemptions.grantedBy))
    .where(and(eq(segmentExemptions.userId, of.userId), eq(segmentExemptions.courseId, of.courseId)));
}
