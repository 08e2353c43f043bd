import {
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import type { RegradePolicy } from '#lib/domain/quizzes/regrade.ts';
import { users } from './accounts.ts';
import { bytes, moment } from './columns.ts';
import { courses, questionRevisions } from './courses.ts';
import { attemptQuestions } from './quizzes.ts';

/**
 * One row is one picture of a question, named by the SHA-256 of its bytes. Written by publishing and by imports, after its type was read
 * from the bytes and, for SVG, after it was sanitised. Never changed, never deleted: attempts point at it through their questions.
 */
export const pictures = pgTable('pictures', {
  hash: text().primaryKey(),
  mediaType: text({ enum: ['image/png', 'image/jpeg', 'image/webp', 'image/svg+xml'] }).notNull(),
  width: integer().notNull(),
  height: integer().notNull(),
  bytes: bytes().notNull(),
  createdAt: moment().notNull(),
});

/**
 * One row is one question as staff corrected or added it in the product, beside the course's files. It takes the place of the file's
 * question in every revision that is published, until the file's own question differs from `baseHash`: then the authors have spoken
 * last, the row is deleted, and publishing says so. `baseHash` is null for a question that no file has.
 */
export const questionEdits = pgTable(
  'question_edits',
  {
    courseId: uuid()
      .notNull()
      .references(() => courses.id),
    moduleKey: text().notNull(),
    key: text().notNull(),
    document: jsonb().$type<QuestionDocument>().notNull(),
    baseHash: text(),
    editedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    editedAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.key] })],
);

/**
 * One row is one regrade of one question: every graded attempt that was asked it is marked again under `policy`, with `toRevisionId` as
 * the question. A background job works through the attempts in the order of their ids; `afterAttemptId` is the last one that is done, so
 * that a job that was killed goes on where it stopped. Finished when `finishedAt` is set. Never deleted.
 */
export const regrades = pgTable(
  'regrades',
  {
    id: uuid().primaryKey(),
    courseId: uuid()
      .notNull()
      .references(() => courses.id),
    moduleKey: text().notNull(),
    questionKey: text().notNull(),
    toRevisionId: uuid()
      .notNull()
      .references(() => questionRevisions.id),
    policy: text().$type<RegradePolicy>().notNull(),
    requestedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    requestedAt: moment().notNull(),
    /** How many attempts it had to look at when it was asked for: for its progress. */
    total: integer().notNull(),
    examined: integer().notNull().default(0),
    changed: integer().notNull().default(0),
    afterAttemptId: uuid(),
    finishedAt: moment(),
  },
  (t) => [index('regrades_question').on(t.courseId, t.questionKey, t.requestedAt)],
);

/** One row is one mark that a regrade changed: what stood before stays visible in the history. Never changed, never deleted. */
export const regradeChanges = pgTable(
  'regrade_changes',
  {
    regradeId: uuid()
      .notNull()
      .references(() => regrades.id),
    attemptId: uuid().notNull(),
    position: smallint().notNull(),
    pointsBefore: numeric({ precision: 9, scale: 6, mode: 'number' }).notNull(),
    pointsAfter: numeric({ precision: 9, scale: 6, mode: 'number' }).notNull(),
    scoreBefore: numeric({ precision: 12, scale: 6, mode: 'number' }).notNull(),
    scoreAfter: numeric({ precision: 12, scale: 6, mode: 'number' }).notNull(),
    changedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.regradeId, t.attemptId] }),
    index('regrade_changes_attempt').on(t.attemptId),
    foreignKey({
      name: 'regrade_changes_question',
      columns: [t.attemptId, t.position],
      foreignColumns: [attemptQuestions.attemptId, attemptQuestions.position],
    }).onDelete('cascade'),
  ],
);
