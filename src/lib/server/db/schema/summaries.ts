import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { searchWords } from './columns.ts';
import { courses } from './courses.ts';
import { cohorts, enrolmentKey } from './learning.ts';

/*
 * What the screens of staff read. Nothing here is evidence: every row follows from other tables, is written by triggers in the transaction of what it
 * follows from (drizzle/0007), and can be made anew at any time (`npm run summaries`). No other code writes them. Days are days in UTC.
 */

/** One row is what the current revision of a course asks for in one module. Written by publishing. */
export const moduleShapes = pgTable(
  'module_shapes',
  {
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    moduleKey: text().notNull(),
    position: smallint().notNull(),
    sectionKeys: text().array().notNull(),
    segmentKeys: text().array().notNull(),
    /** Beside each segment: its length in seconds as the course gives it, 0 where it gives none. */
    segmentSeconds: integer().array().notNull(),
    passPercent: doublePrecision().notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.moduleKey] })],
);

const learner = {
  userId: uuid().notNull(),
  courseId: uuid().notNull(),
  cohortId: uuid().references(() => cohorts.id, { onDelete: 'set null' }),
};

export const STANDINGS = ['not-started', 'in-progress', 'finished'] as const;

/** One row is where one learner stands in one course. */
export const learnerStandings = pgTable(
  'learner_standings',
  {
    ...learner,
    /** The Latin name in lower case: what lists are sorted by. */
    sortName: text().notNull(),
    /** The words of both names, the address and its halves, in lower case: what a search looks for the beginnings of. */
    searchWords: searchWords().notNull(),
    /** ISO 3166-1 alpha-2; null: not said. */
    country: text(),
    standing: text({ enum: STANDINGS }).notNull(),
    modulesDone: smallint().notNull(),
    /** Mean of the best marks of the modules tried; null before any. */
    averagePercent: doublePrecision(),
    enrolledOn: date().notNull(),
    /** Of the last visit; null: never here. */
    activeOn: date(),
    finishedOn: date(),
    /** The earliest deadline of a module that is not complete; null: none. Behind from the day after. */
    dueOn: date(),
    /** The day from which a rule for help holds if nothing else happens; null: none will. */
    handOn: date(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.courseId] }),
    enrolmentKey(t as never, 'learner_standings_enrolment'),
    index('learner_standings_name').on(t.cohortId, t.sortName, t.userId),
    index('learner_standings_active').on(t.cohortId, t.activeOn, t.userId),
    index('learner_standings_done').on(t.cohortId, t.modulesDone, t.userId),
    index('learner_standings_mark').on(t.cohortId, t.averagePercent, t.userId),
    index('learner_standings_due').on(t.cohortId, t.dueOn, t.userId),
    // Those who are behind, longest first: many who have not begun have the same day.
    index('learner_standings_behind')
      .on(t.cohortId, t.dueOn, t.userId)
      .where(sql`${t.standing} = 'in-progress'`),
    index('learner_standings_hand').on(t.cohortId, t.handOn, t.userId),
    index('learner_standings_standing').on(t.cohortId, t.standing, t.sortName, t.userId),
    index('learner_standings_search').using('gin', t.searchWords),
  ],
);

/** One row is where one learner stands in one module, also where they have not begun. */
export const moduleStandings = pgTable(
  'module_standings',
  {
    ...learner,
    moduleKey: text().notNull(),
    position: smallint().notNull(),
    state: text({ enum: ['not-started', 'in-progress', 'complete'] }).notNull(),
    openedOn: date(),
    sectionsRead: smallint().notNull(),
    segmentsCovered: smallint().notNull(),
    isRead: boolean().notNull(),
    isWatched: boolean().notNull(),
    /** The ways in which segments were followed. */
    wayVideo: boolean().notNull(),
    wayAudio: boolean().notNull(),
    wayTranscript: boolean().notNull(),
    stepsDone: smallint().notNull(),
    stepsTotal: smallint().notNull(),
    quizStartedOn: date(),
    /** Graded ones. */
    attempts: smallint().notNull(),
    bestPercent: doublePrecision(),
    isPassed: boolean().notNull(),
    /** The day of the last graded attempt, where three or more were graded, none passed, and the module is not complete. */
    failedOn: date(),
    /** A segment that was begun and is not covered, and the day when it was last followed: the one left longest. Null in a complete module. */
    openSegmentKey: text(),
    openSegmentOn: date(),
    /** The learner's own day, or that of the cohort. */
    dueOn: date(),
    completedOn: date(),
    useful: smallint(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.courseId, t.moduleKey] }),
    enrolmentKey(t as never, 'module_standings_enrolment'),
    index('module_standings_steps').on(t.cohortId, t.moduleKey, t.stepsDone, t.userId),
  ],
);

const tally = {
  /** Empty: of the whole course. */
  moduleKey: text().notNull(),
  /** What is counted; domain/cohorts/tallies.ts lists the kinds and what their keys are. */
  kind: text().notNull(),
  key: text().notNull(),
  amount: numeric({ precision: 20, scale: 6, mode: 'number' }).notNull(),
};

/** One row is one count of a cohort, up to the changes that are not folded in yet. Never read without them. */
export const cohortTallies = pgTable(
  'cohort_tallies',
  {
    cohortId: uuid()
      .notNull()
      .references(() => cohorts.id, { onDelete: 'cascade' }),
    ...tally,
  },
  (t) => [primaryKey({ columns: [t.cohortId, t.moduleKey, t.kind, t.key] })],
);

/**
 * One row is one change of a count. Appended, so that two learners never wait for each other at a counter; a job folds the changes into the counts
 * and deletes them. Without a reference to the cohort: it would be looked up for each change.
 */
export const tallyChanges = pgTable(
  'tally_changes',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    cohortId: uuid().notNull(),
    ...tally,
  },
  (t) => [index('tally_changes_cohort').on(t.cohortId, t.moduleKey, t.kind)],
);
