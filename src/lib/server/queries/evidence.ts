import { and, eq } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { moduleCompletions, sectionReads, segmentEvidence } from '../db/schema/index.ts';

interface Place {
  userId: string;
  courseId: string;
  moduleKey: string;
}

/** Marks a section read; the first moment stays. */
export async function insertSectionRead(
  db: Executor,
  row: Place & { sectionKey: string; readAt: Date },
): Promise<void> {
  await db.insert(sectionReads).values(row).onConflictDoNothing();
}

/** Takes the mark back. */
export async function deleteSectionRead(db: Executor, row: Place & { sectionKey: string }): Promise<void> {
  await db
    .delete(sectionReads)
    .where(
      and(
        eq(sectionReads.userId, row.userId),
        eq(sectionReads.courseId, row.courseId),
        eq(sectionReads.moduleKey, row.moduleKey),
        eq(sectionReads.sectionKey, row.sectionKey),
      ),
    );
}

/** Marks a segment's stand-in read (or takes it back with null); what was watched stays, and the way in which it was. */
export async function upsertStandInRead(
  db: Executor,
  row: Place & { segmentKey: string; readAt: Date | null },
): Promise<void> {
  const { readAt, ...key } = row;
  await db
    .insert(segmentEvidence)
    .values({ ...key, way: 'transcript', standInReadAt: readAt })
    .onConflictDoUpdate({
      target: [
        segmentEvidence.userId,
        segmentEvidence.courseId,
        segmentEvidence.moduleKey,
        segmentEvidence.segmentKey,
      ],
      set: { standInReadAt: readAt },
    });
}

/** Records a completion once; true when this call did it. */
export async function insertModuleCompletion(
  db: Executor,
  row: Place & { revisionId: string; completedAt: Date },
): Promise<boolean> {
  const inserted = await db
    .insert(moduleCompletions)
    .values(row)
    .onConflictDoNothing()
    .returning({ moduleKey: moduleCompletions.moduleKey });
  return inserted.length > 0;
}
