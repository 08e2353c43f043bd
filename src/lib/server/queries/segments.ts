import { and, asc, eq, or, sql } from 'drizzle-orm';
import type { SegmentUse } from '#lib/domain/courses/plan-segments.ts';
import type { Executor } from '../db/client.ts';
import { captions, recordingFiles, segmentEdits, segmentEvidence } from '../db/schema/index.ts';

export type SegmentEditRow = typeof segmentEdits.$inferSelect;

/** What staff set of a course's segments, in the order in which it was added. */
export async function listSegmentEdits(db: Executor, courseId: string): Promise<SegmentEditRow[]> {
  return db
    .select()
    .from(segmentEdits)
    .where(eq(segmentEdits.courseId, courseId))
    .orderBy(asc(segmentEdits.editedAt), asc(segmentEdits.moduleKey), asc(segmentEdits.segmentKey));
}

/**
 * Keeps segments as staff want them. Of one that was set before, what it was made from stays, and the moment: by it those that were added keep
 * their order when the files are published again.
 */
export async function saveSegmentEdits(
  db: Executor,
  rows: readonly (typeof segmentEdits.$inferInsert)[],
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insert(segmentEdits)
    .values([...rows])
    .onConflictDoUpdate({
      target: [segmentEdits.courseId, segmentEdits.moduleKey, segmentEdits.segmentKey],
      set: { segment: sql`excluded.segment`, editedBy: sql`excluded.edited_by` },
    });
}

export async function deleteSegmentEdits(
  db: Executor,
  courseId: string,
  places: readonly Pick<SegmentEditRow, 'moduleKey' | 'segmentKey'>[],
): Promise<void> {
  if (places.length === 0) return;
  await db
    .delete(segmentEdits)
    .where(
      and(
        eq(segmentEdits.courseId, courseId),
        or(
          ...places.map(({ moduleKey, segmentKey }) =>
            and(eq(segmentEdits.moduleKey, moduleKey), eq(segmentEdits.segmentKey, segmentKey)),
          ),
        ),
      ),
    );
}

/** Every segment of a course to which something belongs: evidence, files, captions, or an edit that added it. One statement. */
export async function listSegmentUses(db: Executor, courseId: string): Promise<SegmentUse[]> {
  const rows = await db.execute<{
    module_key: string;
    segment_key: string;
    people: number;
    watchers: number;
    has_files: boolean;
    is_added: boolean;
  }>(sql`
    select module_key, segment_key, sum(people)::int as people, sum(watchers)::int as watchers, bool_or(has_files) as has_files, bool_or(is_added) as is_added
    from (
      select module_key, segment_key, false as has_files, false as is_added,
        count(*) filter (where not isempty(watched) or stand_in_read_at is not null) as people,
        count(*) filter (where not isempty(watched)) as watchers
      from ${segmentEvidence} where course_id = ${courseId}::uuid group by module_key, segment_key
      union all select module_key, segment_key, true, false, 0, 0 from ${recordingFiles}
        where course_id = ${courseId}::uuid and segment_key is not null
      union all select module_key, segment_key, true, false, 0, 0 from ${captions} where course_id = ${courseId}::uuid
      union all select module_key, segment_key, false, base_hash is null, 0, 0 from ${segmentEdits} where course_id = ${courseId}::uuid
    ) as used group by module_key, segment_key`);
  return rows.map((row) => ({
    moduleKey: row.module_key,
    segmentKey: row.segment_key,
    people: row.people,
    watchers: row.watchers,
    hasFiles: row.has_files,
    isAdded: row.is_added,
  }));
}
