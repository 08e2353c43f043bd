import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { FILE_KINDS, MEDIA_TYPES } from '#lib/domain/courses/recording-file.ts';
import type { EditedSegment } from '#lib/domain/courses/segment-edit.ts';
import { users } from './accounts.ts';
import { moment } from './columns.ts';
import { courses } from './courses.ts';
import { enrolments } from './learning.ts';

/** Which recording, or which segment of it, a file is of. */
const place = {
  courseId: uuid()
    .notNull()
    .references(() => courses.id),
  recordingKey: text().notNull(),
  /** Both null: the whole recording. */
  moduleKey: text(),
  segmentKey: text(),
  /** The window of the segment when the file was cut for it: with another one it is not offered. */
  cutStartSeconds: integer(),
  cutEndSeconds: integer(),
  kind: text({ enum: FILE_KINDS }).notNull(),
  fileName: text().notNull(),
  sizeBytes: bigint({ mode: 'number' }).notNull(),
};

/**
 * One row is one file that plays: written once its upload is complete and was read as what it says it is. The bytes stand in the storage
 * under `storageKey` and never change. A newer file of the same place and kind takes its place: the older row and its bytes are deleted.
 */
export const recordingFiles = pgTable(
  'recording_files',
  {
    id: uuid().primaryKey(),
    ...place,
    mediaType: text({ enum: MEDIA_TYPES }).notNull(),
    durationSeconds: integer().notNull(),
    storageKey: text().notNull().unique(),
    uploadedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    uploadedAt: moment().notNull(),
  },
  (t) => [
    uniqueIndex('recording_files_place').on(
      t.courseId,
      t.recordingKey,
      sql`coalesce(${t.moduleKey}, '')`,
      sql`coalesce(${t.segmentKey}, '')`,
      t.kind,
    ),
    check('recording_files_of_a_segment', sql`(${t.moduleKey} is null) = (${t.segmentKey} is null)`),
    check('recording_files_positive', sql`${t.sizeBytes} > 0 and ${t.durationSeconds} > 0`),
  ],
);

/**
 * One row is one upload under way. Its bytes come in pieces, each where the last one ended (`receivedBytes`), so that it goes on after a
 * broken line. Deleted when it became a file, was given up, or lay still for a week.
 */
export const recordingUploads = pgTable(
  'recording_uploads',
  {
    id: uuid().primaryKey(),
    ...place,
    receivedBytes: bigint({ mode: 'number' }).notNull().default(0),
    startedBy: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    startedAt: moment().notNull(),
    movedAt: moment().notNull(),
  },
  (t) => [
    index('recording_uploads_moved').on(t.movedAt),
    check('recording_uploads_received', sql`${t.receivedBytes} between 0 and ${t.sizeBytes}`),
  ],
);

/** One row is the captions of one segment in one language, WebVTT in seconds of the segment; they are its transcript too. */
export const captions = pgTable(
  'captions',
  {
    courseId: uuid()
      .notNull()
      .references(() => courses.id),
    moduleKey: text().notNull(),
    segmentKey: text().notNull(),
    /** BCP 47. */
    language: text().notNull(),
    vtt: text().notNull(),
    editedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    editedAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.moduleKey, t.segmentKey, t.language] })],
);

/**
 * One row is one segment as staff set it in the product, beside the course's files: as question_edits are for questions. It holds until the
 * file's own segment differs from `baseHash`; `baseHash` is null for a segment that no file has.
 */
export const segmentEdits = pgTable(
  'segment_edits',
  {
    courseId: uuid()
      .notNull()
      .references(() => courses.id),
    moduleKey: text().notNull(),
    segmentKey: text().notNull(),
    segment: jsonb().$type<EditedSegment>().notNull(),
    baseHash: text(),
    editedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    editedAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.moduleKey, t.segmentKey] })],
);

/**
 * One row is one practice of one learner: questions of a module, pinned to their revisions, to be answered with or without a line. It never
 * counts for a completion. Handed in once: `answers`, `score` and `maxScore` are null before, and never change after.
 */
export const practices = pgTable(
  'practices',
  {
    id: uuid().primaryKey(),
    userId: uuid().notNull(),
    courseId: uuid().notNull(),
    moduleKey: text().notNull(),
    /** Seeds every shuffle, so that a reload shows the same order. */
    seed: integer().notNull(),
    /** In the order in which they are asked. */
    asked: jsonb().$type<{ key: string; revisionId: string }[]>().notNull(),
    startedAt: moment().notNull(),
    /** By key of the question; null: not handed in. */
    answers: jsonb().$type<Record<string, unknown>>(),
    /** Points by key of the question. */
    points: jsonb().$type<Record<string, number>>(),
    handedInAt: moment(),
    score: numeric({ precision: 12, scale: 6, mode: 'number' }),
    maxScore: numeric({ precision: 12, scale: 6, mode: 'number' }),
  },
  (t) => [
    index('practices_newest').on(t.userId, t.courseId, t.moduleKey, t.startedAt),
    foreignKey({
      name: 'practices_enrolment',
      columns: [t.userId, t.courseId],
      foreignColumns: [enrolments.userId, enrolments.courseId],
    }).onDelete('cascade'),
    check(
      'practices_handed_in',
      sql`(${t.handedInAt} is null) = (${t.answers} is null) and (${t.handedInAt} is null) = (${t.score} is null)`,
    ),
  ],
);
