import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { CourseDocument, PublishedCourse } from '#lib/domain/courses/course.ts';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import type { Executor } from '../db/client.ts';
import { courseRevisions, courses, questionRevisions } from '../db/schema/index.ts';
import { listCaptionTracks, listRecordingFiles } from './recordings.ts';

/** Channel on which a new revision is announced. */
export const COURSE_PUBLISHED = 'course_published';
const PUBLISHING_LOCK = 7_284_615_503;

/** Current revision of every course with what staff uploaded for it, oldest course first. */
export async function listPublishedCourses(db: Executor): Promise<PublishedCourse[]> {
  const [published, files, tracks] = await Promise.all([
    listCurrentRevisions(db),
    listRecordingFiles(db),
    listCaptionTracks(db),
  ]);
  return published.map((course) => ({
    ...course,
    files: files.filter((file) => file.courseId === course.courseId),
    captions: tracks.filter((track) => track.courseId === course.courseId),
  }));
}

async function listCurrentRevisions(db: Executor) {
  return db
    .select({
      courseId: courses.id,
      revisionId: courseRevisions.id,
      revisionNumber: courseRevisions.number,
      publishedAt: courseRevisions.publishedAt,
      document: courseRevisions.document,
    })
    .from(courses)
    .innerJoin(courseRevisions, eq(courseRevisions.id, courses.currentRevisionId))
    .orderBy(asc(courses.createdAt), asc(courses.id));
}

export async function listQuestionRevisions(
  db: Executor,
  ids: readonly string[],
): Promise<{ id: string; document: QuestionDocument }[]> {
  return db
    .select({ id: questionRevisions.id, document: questionRevisions.document })
    .from(questionRevisions)
    .where(inArray(questionRevisions.id, [...ids]));
}

/** One publishing at a time, over all instances, until the transaction ends. */
export async function lockPublishing(db: Executor): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${PUBLISHING_LOCK})`);
}

export interface CurrentRevision {
  courseId: string;
  number: number;
  contentHash: string;
  document: CourseDocument;
}

export async function findCurrentRevision(db: Executor, slug: string): Promise<CurrentRevision | null> {
  const [row] = await db
    .select({
      courseId: courses.id,
      number: courseRevisions.number,
      contentHash: courseRevisions.contentHash,
      document: courseRevisions.document,
    })
    .from(courses)
    .innerJoin(courseRevisions, eq(courseRevisions.id, courses.currentRevisionId))
    .where(eq(courses.slug, slug));
  return row ?? null;
}

/** Newest revision number of each question and the revision ids by content. */
export async function listQuestionHashes(db: Executor, courseId: string) {
  return db
    .select({
      id: questionRevisions.id,
      key: questionRevisions.key,
      number: questionRevisions.number,
      contentHash: questionRevisions.contentHash,
    })
    .from(questionRevisions)
    .where(and(eq(questionRevisions.courseId, courseId)))
    .orderBy(desc(questionRevisions.number));
}

export async function insertCourse(db: Executor, row: typeof courses.$inferInsert): Promise<void> {
  await db.insert(courses).values(row);
}

export async function insertQuestionRevisions(
  db: Executor,
  rows: (typeof questionRevisions.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0) await db.insert(questionRevisions).values(rows);
}

/** Writes the revision, makes it the current one and announces it when the transaction commits. */
export async function insertCurrentRevision(
  db: Executor,
  row: typeof courseRevisions.$inferInsert,
): Promise<void> {
  await db.insert(courseRevisions).values(row);
  await db.update(courses).set({ currentRevisionId: row.id }).where(eq(courses.id, row.courseId));
  await announceCourse(db, row.courseId);
}

/** Tells every instance, when the transaction commits, that what it has in memory of the course is old. */
export async function announceCourse(db: Executor, courseId: string): Promise<void> {
  await db.execute(sql`select pg_notify(${COURSE_PUBLISHED}, ${courseId})`);
}
