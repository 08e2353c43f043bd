import { and, eq, isNull, sql, type SQL } from 'drizzle-orm';
import type { FileKind, RecordingFile } from '#lib/domain/courses/recording-file.ts';
import type { Executor } from '../db/client.ts';
import { captions, courses, recordingFiles, recordingUploads } from '../db/schema/index.ts';

export interface FilePlace {
  courseId: string;
  recordingKey: string;
  /** Both null: the whole recording. */
  moduleKey: string | null;
  segmentKey: string | null;
}

/** Holds other changes of the course's files back until the transaction ends. */
export async function lockFilesOf(db: Executor, courseId: string): Promise<void> {
  await db.select({ id: courses.id }).from(courses).where(eq(courses.id, courseId)).for('no key update');
}

/** Takes the file of that place and kind away; the key of its bytes, or null when there was none. */
export async function deleteFileAt(
  db: Executor,
  { courseId, recordingKey, moduleKey, segmentKey, kind }: FilePlace & { kind: FileKind },
): Promise<string | null> {
  const f = recordingFiles;
  const [row] = await db
    .delete(f)
    .where(
      and(
        eq(f.courseId, courseId),
        eq(f.recordingKey, recordingKey),
        moduleKey === null ? isNull(f.moduleKey) : eq(f.moduleKey, moduleKey),
        segmentKey === null ? isNull(f.segmentKey) : eq(f.segmentKey, segmentKey),
        eq(f.kind, kind),
      ),
    )
    .returning({ storageKey: f.storageKey });
  return row?.storageKey ?? null;
}

export async function insertFile(db: Executor, row: typeof recordingFiles.$inferInsert): Promise<void> {
  await db.insert(recordingFiles).values(row);
}

export async function findFile(db: Executor, id: string) {
  const [row] = await db.select().from(recordingFiles).where(eq(recordingFiles.id, id));
  return row ?? null;
}

/** True when there was such a file. */
export async function deleteFile(db: Executor, id: string): Promise<boolean> {
  const gone = await db
    .delete(recordingFiles)
    .where(eq(recordingFiles.id, id))
    .returning({ id: recordingFiles.id });
  return gone.length > 0;
}

/**
 * Is the person enrolled in the course of a row, and do they teach it? Names are written out: in a selection from one table Drizzle leaves the
 * table's name away, and a course would be compared with itself.
 */
export const accessColumns = (userId: string, courseId: SQL) => ({
  isEnrolled: sql<boolean>`exists (select 1 from enrolments e where e.user_id = ${userId}::uuid and e.course_id = ${courseId})`,
  teaches: sql<boolean>`exists (select 1 from cohort_instructors i join cohorts c on c.id = i.cohort_id
    where i.user_id = ${userId}::uuid and c.course_id = ${courseId})`,
});

/** A file with what decides whether the person may have it. One statement. */
export async function findFileFor(db: Executor, id: string, userId: string) {
  const [row] = await db
    .select({
      storageKey: recordingFiles.storageKey,
      fileName: recordingFiles.fileName,
      mediaType: recordingFiles.mediaType,
      sizeBytes: recordingFiles.sizeBytes,
      ...accessColumns(userId, sql`recording_files.course_id`),
    })
    .from(recordingFiles)
    .where(eq(recordingFiles.id, id));
  return row ?? null;
}

export type PlaceFile = Omit<RecordingFile, 'recordingKey'> & { uploadedAt: Date };

export interface OpenUpload {
  id: string;
  kind: FileKind;
  fileName: string;
  sizeBytes: number;
  receivedBytes: number;
}

export interface StoredCaptions {
  language: string;
  vtt: string;
  editedAt: Date;
}

/**
 * What there is of a segment, or of a whole recording: its files (of a segment those of the whole recording too), the uploads that the person
 * began, its captions. One statement.
 */
export async function findMaterial(
  db: Executor,
  place: FilePlace & { userId: string },
): Promise<{ files: PlaceFile[]; uploads: OpenUpload[]; captions: StoredCaptions[] }> {
  const { courseId, recordingKey, moduleKey, segmentKey, userId } = place;
  const here = (table: typeof recordingFiles | typeof recordingUploads) =>
    sql`${table.courseId} = ${courseId}::uuid and ${table.recordingKey} = ${recordingKey}
      and ${table.moduleKey} is not distinct from ${moduleKey}::text
      and ${table.segmentKey} is not distinct from ${segmentKey}::text`;
  const f = recordingFiles;
  const u = recordingUploads;
  const [row] = await db.execute<{
    files: (Omit<PlaceFile, 'uploadedAt'> & { uploadedAt: string })[];
    uploads: OpenUpload[];
    captions: (Omit<StoredCaptions, 'editedAt'> & { editedAt: string })[];
  }>(sql`select
    (select coalesce(json_agg(json_build_object('id', ${f.id}, 'moduleKey', ${f.moduleKey}, 'segmentKey', ${f.segmentKey},
        'cutStartSeconds', ${f.cutStartSeconds}, 'cutEndSeconds', ${f.cutEndSeconds}, 'kind', ${f.kind},
        'fileName', ${f.fileName}, 'mediaType', ${f.mediaType}, 'sizeBytes', ${f.sizeBytes},
        'durationSeconds', ${f.durationSeconds}, 'uploadedAt', ${f.uploadedAt}) order by ${f.segmentKey} nulls last, ${f.kind} desc), '[]')
      from ${f} where (${here(f)}) or (${f.courseId} = ${courseId}::uuid and ${f.recordingKey} = ${recordingKey}
        and ${f.moduleKey} is null)) as files,
    (select coalesce(json_agg(json_build_object('id', ${u.id}, 'kind', ${u.kind}, 'fileName', ${u.fileName},
        'sizeBytes', ${u.sizeBytes}, 'receivedBytes', ${u.receivedBytes}) order by ${u.movedAt} desc), '[]')
      from ${u} where ${here(u)} and ${u.startedBy} = ${userId}::uuid) as uploads,
    (select coalesce(json_agg(json_build_object('language', ${captions.language}, 'vtt', ${captions.vtt},
        'editedAt', ${captions.editedAt}) order by ${captions.language}), '[]')
      from ${captions} where ${captions.courseId} = ${courseId}::uuid and ${captions.moduleKey} = ${moduleKey}::text
        and ${captions.segmentKey} = ${segmentKey}::text) as captions`);
  return {
    files: (row?.files ?? []).map((file) => ({ ...file, uploadedAt: new Date(file.uploadedAt) })),
    uploads: row?.uploads ?? [],
    captions: (row?.captions ?? []).map((one) => ({ ...one, editedAt: new Date(one.editedAt) })),
  };
}
