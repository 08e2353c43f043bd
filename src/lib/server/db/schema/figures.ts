import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
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
import { attempts } from './quizzes.ts';

/*
 * What the figures of questions are made of. Nothing here is evidence: every row follows from graded attempts, is written by triggers in the
 * transaction of what it follows from (drizzle/0009), and can be made anew at any time (`npm run summaries`). No other code writes it.
 */

const vectors = {
  courseId: uuid().notNull(),
  /** Null: the learner is in no cohort. */
  cohortId: uuid(),
  moduleKey: text().notNull(),
  /** The language in which the learner uses the product. */
  locale: text().notNull(),
  /** The questions asked, in their order; in the next four the same place is the same question. */
  questionKeys: text().array().notNull(),
  /** The revisions that were asked. */
  revisionIds: uuid().array().notNull(),
  /** A list of what was answered, as stored; null: nothing. */
  answers: jsonb().notNull(),
  /** Marks as a share of what the question gave; null where it gave nothing. Nine digits. */
  shares: numeric().array().notNull(),
  /** What was had of all other questions, as a share of what they gave; null where they gave nothing. Nine digits. */
  rests: numeric().array().notNull(),
  /** The mark of the attempt; null without points to be had. Nine digits. */
  percent: numeric(),
  /** Which graded attempt of the learner at this quiz it is. */
  isFirst: boolean().notNull(),
  isLast: boolean().notNull(),
  isBest: boolean().notNull(),
};

/** One row is one graded attempt, as the figures of its quiz see it. */
export const attemptFigures = pgTable(
  'attempt_figures',
  {
    attemptId: uuid()
      .primaryKey()
      .references(() => attempts.id, { onDelete: 'cascade' }),
    userId: uuid().notNull(),
    ...vectors,
  },
  (t) => [index('attempt_figures_learner').on(t.userId, t.courseId, t.moduleKey)],
);

/** One row is an attempt that came to the figures (`sign` 1) or left them (-1) and is not folded into the sums yet. */
export const figureChanges = pgTable(
  'figure_changes',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    sign: smallint().notNull(),
    ...vectors,
  },
  (t) => [index('figure_changes_module').on(t.courseId, t.moduleKey)],
);

/**
 * One row is one sum over the attempts of one quiz that count by `choice`, in one cohort or of everybody, up to the changes that are not folded in
 * yet. Never read without them. `kind` says what: domain/analysis/kept-sums.ts lists them.
 */
export const figureSums = pgTable(
  'figure_sums',
  {
    courseId: uuid().notNull(),
    moduleKey: text().notNull(),
    /** Sixteen zero bytes: everybody, also those in no cohort. */
    cohortId: uuid().notNull(),
    choice: text({ enum: ['first', 'last', 'best', 'all'] }).notNull(),
    kind: text().notNull(),
    /** A question's key; empty: the quiz. */
    item: text().notNull(),
    /** The other question, a value, or a language. */
    other: text().notNull(),
    n: integer().notNull(),
    x: numeric().notNull(),
    y: numeric().notNull(),
    xy: numeric().notNull(),
  },
  (t) => [
    primaryKey({
      name: 'figure_sums_pk',
      columns: [t.courseId, t.moduleKey, t.cohortId, t.choice, t.kind, t.item, t.other],
    }),
    index('figure_sums_empty')
      .on(t.courseId)
      .where(sql`${t.n} = 0`),
  ],
);

/** One row is how many gave the same answer to the same revision of a question in first attempts with the same mark. As `figure_sums`: with the changes. */
export const answerCounts = pgTable(
  'answer_counts',
  {
    courseId: uuid().notNull(),
    moduleKey: text().notNull(),
    questionKey: text().notNull(),
    revisionId: uuid().notNull(),
    /** MD5 of the answer, which may be longer than a key. */
    answerHash: text().notNull(),
    percent: numeric().notNull(),
    answer: jsonb(),
    n: integer().notNull(),
  },
  (t) => [
    primaryKey({
      name: 'answer_counts_pk',
      columns: [t.courseId, t.moduleKey, t.questionKey, t.revisionId, t.answerHash, t.percent],
    }),
    index('answer_counts_empty')
      .on(t.courseId)
      .where(sql`${t.n} = 0`),
  ],
);
