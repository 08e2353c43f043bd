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
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';
import { courseRevisions, questionRevisions } from './courses.ts';
import { enrolments } from './learning.ts';

/**
 * One row is one try of one learner at one module's quiz. Written at the start, with its questions. `state` moves
 * in_progress -> submitted -> graded, or in_progress -> expired -> graded, and never back. `score` and `maxScore` are
 * null until graded. At most one attempt per learner and module is in progress (a partial unique index holds that).
 */
export const attempts = pgTable(
  'attempts',
  {
    id: uuid().primaryKey(),
    userId: uuid().notNull(),
    courseId: uuid().notNull(),
    moduleKey: text().notNull(),
    /** 1, 2, 3, ... per learner and module. */
    number: integer().notNull(),
    state: text({ enum: ['in_progress', 'submitted', 'expired', 'graded'] }).notNull(),
    revisionId: uuid()
      .notNull()
      .references(() => courseRevisions.id),
    /** Seeds every shuffle of this attempt, so that a reload shows the same order. */
    seed: integer().notNull(),
    startedAt: moment().notNull(),
    /** Null without a time limit. */
    deadlineAt: moment(),
    submittedAt: moment(),
    gradedAt: moment(),
    score: numeric({ precision: 12, scale: 6, mode: 'number' }),
    maxScore: numeric({ precision: 12, scale: 6, mode: 'number' }),
  },
  (t) => [
    unique('attempts_number').on(t.userId, t.courseId, t.moduleKey, t.number),
    uniqueIndex('attempts_one_in_progress')
      .on(t.userId, t.courseId, t.moduleKey)
      .where(sql`${t.state} = 'in_progress'`),
    index('attempts_ungraded')
      .on(t.state)
      .where(sql`${t.state} in ('submitted', 'expired')`),
    index('attempts_deadline')
      .on(t.deadlineAt)
      .where(sql`${t.state} = 'in_progress'`),
    foreignKey({
      name: 'attempts_enrolment',
      columns: [t.userId, t.courseId],
      foreignColumns: [enrolments.userId, enrolments.courseId],
    }).onDelete('cascade'),
    check('attempts_graded_has_score', sql`(${t.state} = 'graded') = (${t.score} is not null)`),
  ],
);

/**
 * One row is one question of one attempt, at its place, pinned to the revision that was asked. `answer` is what
 * was sent (at most 16 KB; read by its question type; null: not answered); `answerSeq` is the client's sequence number of it: a later one wins, an equal
 * or earlier one changes nothing. `points` is null until the attempt is graded.
 */
export const attemptQuestions = pgTable(
  'attempt_questions',
  {
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id, { onDelete: 'cascade' }),
    position: smallint().notNull(),
    questionKey: text().notNull(),
    questionRevisionId: uuid()
      .notNull()
      .references(() => questionRevisions.id),
    answer: jsonb(),
    answerSeq: bigint({ mode: 'number' }).notNull().default(0),
    answeredAt: moment(),
    points: numeric({ precision: 9, scale: 6, mode: 'number' }),
  },
  (t) => [
    primaryKey({ columns: [t.attemptId, t.position] }),
    unique('attempt_questions_key').on(t.attemptId, t.questionKey),
  ],
);
