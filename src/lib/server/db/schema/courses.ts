import { integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { CourseDocument } from '#lib/domain/courses/course.ts';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import { moment } from './columns.ts';

/** One row is one course. `currentRevisionId` points at what learners see now. */
export const courses = pgTable('courses', {
  id: uuid().primaryKey(),
  slug: text().notNull().unique(),
  currentRevisionId: uuid(),
  createdAt: moment().notNull(),
});

/**
 * One row is one published state of a course: the whole rendered tree. Written only by publishing, in one
 * transaction with its questions. Never updated, never deleted: completions and certificates point at it.
 */
export const courseRevisions = pgTable(
  'course_revisions',
  {
    id: uuid().primaryKey(),
    courseId: uuid()
      .notNull()
      .references(() => courses.id),
    /** 1, 2, 3, ... within the course; printed on certificates. */
    number: integer().notNull(),
    /** SHA-256 of the canonical document and of its questions' hashes: equal content is never published twice in a row. */
    contentHash: text().notNull(),
    document: jsonb().$type<CourseDocument>().notNull(),
    publishedAt: moment().notNull(),
  },
  (t) => [unique('course_revisions_number').on(t.courseId, t.number)],
);

/**
 * One row is one state of one question, key and all. Attempts point at the row they were asked, so a later
 * correction never changes an attempt. Never updated, never deleted.
 */
export const questionRevisions = pgTable(
  'question_revisions',
  {
    id: uuid().primaryKey(),
    courseId: uuid()
      .notNull()
      .references(() => courses.id),
    moduleKey: text().notNull(),
    key: text().notNull(),
    number: integer().notNull(),
    contentHash: text().notNull(),
    document: jsonb().$type<QuestionDocument>().notNull(),
    createdAt: moment().notNull(),
  },
  (t) => [
    unique('question_revisions_number').on(t.courseId, t.key, t.number),
    unique('question_revisions_content').on(t.courseId, t.key, t.contentHash),
  ],
);
