import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
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
import { bytes, moment } from './columns.ts';
import { courseRevisions, questionRevisions } from './courses.ts';
import { users } from './accounts.ts';
import { cohorts, enrolments } from './learning.ts';

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
    /** From here on no answer is taken: the end of the time limit or the closing date, whichever is first. Null without either. */
    deadlineAt: moment(),
    /** Until here what was answered before the deadline may still be handed in. Null exactly where `deadlineAt` is; never before it. */
    graceEndsAt: moment(),
    submittedAt: moment(),
    /** Its page signs files of answers with it: see domain/quizzes/answers-file.ts. 32 bytes; only the learner's own page gets it. */
    fileKey: bytes()
      .notNull()
      .default(sql`sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))`),
    /** Was it handed in by a file of answers that was kept while the line was down? */
    handedInByFile: boolean().notNull().default(false),
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
      .on(t.graceEndsAt)
      .where(sql`${t.state} = 'in_progress'`),
    foreignKey({
      name: 'attempts_enrolment',
      columns: [t.userId, t.courseId],
      foreignColumns: [enrolments.userId, enrolments.courseId],
    }).onDelete('cascade'),
    check(
      'attempts_grace_follows_deadline',
      sql`(${t.deadlineAt} is null) = (${t.graceEndsAt} is null) and ${t.graceEndsAt} >= ${t.deadlineAt}`,
    ),
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
    // For everybody who was asked one question: item analysis and regrades.
    index('attempt_questions_question').on(t.questionKey, t.attemptId),
  ],
);

/** One row says when the quiz of one module is open to one cohort. Written by its staff; null: no such limit. */
export const quizWindows = pgTable(
  'quiz_windows',
  {
    cohortId: uuid()
      .notNull()
      .references(() => cohorts.id, { onDelete: 'cascade' }),
    moduleKey: text().notNull(),
    opensAt: moment(),
    closesAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.cohortId, t.moduleKey] }),
    check('quiz_windows_open_before_close', sql`${t.opensAt} < ${t.closesAt}`),
  ],
);

/**
 * One row is what staff granted one learner at one quiz beyond the rules, in sum; each grant has its entry in the audit log. `closesAt`
 * replaces the closing date of the cohort. Never taken back: what was granted was promised.
 */
export const quizAllowances = pgTable(
  'quiz_allowances',
  {
    userId: uuid().notNull(),
    courseId: uuid().notNull(),
    moduleKey: text().notNull(),
    /** Attempts beyond the limit; each may also be started without waiting for the cool-down. */
    extraAttempts: integer().notNull().default(0),
    /** Added to the time limit of every attempt. */
    extraSeconds: integer().notNull().default(0),
    closesAt: moment(),
    updatedBy: uuid()
      .notNull()
      .references(() => users.id),
    updatedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.courseId, t.moduleKey] }),
    foreignKey({
      name: 'quiz_allowances_enrolment',
      columns: [t.userId, t.courseId],
      foreignColumns: [enrolments.userId, enrolments.courseId],
    }).onDelete('cascade'),
    check('quiz_allowances_not_negative', sql`${t.extraAttempts} >= 0 and ${t.extraSeconds} >= 0`),
  ],
);
