import { sql } from 'drizzle-orm';
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { JOIN_MODES } from '#lib/domain/cohorts/join-mode.ts';
import { SOURCE_KINDS } from '#lib/domain/courses/recording-file.ts';
import { users } from './accounts.ts';
import { moment, secondsMultirange } from './columns.ts';
import { courseRevisions, courses } from './courses.ts';

/**
 * One row is one group of learners of one course that its instructors look after. `joinCode` is the secret of `/join/[code]`; a new one ends the
 * old address. Never deleted: an archived cohort takes nobody in, asks for no help and sends nothing, and everything in it stays readable.
 */
export const cohorts = pgTable(
  'cohorts',
  {
    id: uuid().primaryKey(),
    courseId: uuid()
      .notNull()
      .references(() => courses.id),
    name: text().notNull(),
    joinCode: text().notNull().unique(),
    /** Whether the address to join lets people in, lets them ask, or neither. Invitations work in any case. */
    joinMode: text({ enum: JOIN_MODES }).notNull().default('open'),
    /** The address lets nobody in while the cohort has as many learners; null: no limit. */
    joinLimit: integer(),
    joinClosesAt: moment(),
    /** The days on which the programme runs, for people to read; they open and close nothing. */
    startsOn: date(),
    endsOn: date(),
    /** Days without a visit after which an unfinished learner is shown as in need of help. */
    inactiveDays: smallint().notNull().default(14),
    archivedAt: moment(),
    createdAt: moment().notNull(),
  },
  (t) => [
    check('cohorts_start_before_end', sql`${t.startsOn} <= ${t.endsOn}`),
    check('cohorts_join_limit', sql`${t.joinLimit} between 1 and 1000000`),
    check('cohorts_inactive_days', sql`${t.inactiveDays} between 1 and 365`),
  ],
);

/** One row lets one instructor see one cohort. Without it the cohort does not exist for them. */
export const cohortInstructors = pgTable(
  'cohort_instructors',
  {
    cohortId: uuid()
      .notNull()
      .references(() => cohorts.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.cohortId, t.userId] }), index('cohort_instructors_user').on(t.userId)],
);

/**
 * One row is one person studying one course, once, whatever cohort they are in (none is allowed). `lastModuleKey` and
 * `lastSectionKey` say where they stopped. Never deleted: evidence hangs on it.
 */
export const enrolments = pgTable(
  'enrolments',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    courseId: uuid()
      .notNull()
      .references(() => courses.id),
    cohortId: uuid().references(() => cohorts.id, { onDelete: 'set null' }),
    enrolledAt: moment().notNull(),
    lastModuleKey: text(),
    lastSectionKey: text(),
    lastActiveAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.courseId] }), index('enrolments_cohort').on(t.cohortId)],
);

/** What hangs on an enrolment goes with it. */
export const enrolmentKey = (t: { userId: never; courseId: never }, name: string) =>
  foreignKey({
    name,
    columns: [t.userId, t.courseId],
    foreignColumns: [enrolments.userId, enrolments.courseId],
  }).onDelete('cascade');

/** One row says that one learner marked one section read, and when first. Removed only when the learner takes the mark back. */
export const sectionReads = pgTable(
  'section_reads',
  {
    userId: uuid().notNull(),
    courseId: uuid().notNull(),
    moduleKey: text().notNull(),
    sectionKey: text().notNull(),
    readAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.courseId, t.moduleKey, t.sectionKey] }),
    enrolmentKey(t as never, 'section_reads_enrolment'),
  ],
);

/**
 * One row is what one learner has seen of one segment. `watched` only ever grows (union); a second can't be lost or
 * counted twice. `lastCreditAt` bounds what the next report may claim. `positionSeconds` is where the player stood at the last report, on any
 * device: it starts there again. `source` is what the last credited report was played from. `recentEvents` are the ids of the last reports, newest
 * last: one of them that comes again changes nothing. `standInReadAt` is set when the written stand-in was marked read. Coverage is
 * derived, never stored.
 */
export const segmentEvidence = pgTable(
  'segment_evidence',
  {
    userId: uuid().notNull(),
    courseId: uuid().notNull(),
    moduleKey: text().notNull(),
    segmentKey: text().notNull(),
    watched: secondsMultirange().notNull().default('{}'),
    /** The segment's own length in whole seconds as the player measured it, while the course does not give it. */
    lengthSeconds: integer(),
    /** The way that was used last: which of the two equal ways is kept and shown. */
    way: text({ enum: ['video', 'audio', 'transcript'] }).notNull(),
    standInReadAt: moment(),
    lastCreditAt: moment(),
    positionSeconds: integer(),
    /** Null: no player has reported, or one that did not say. */
    source: text({ enum: SOURCE_KINDS }),
    recentEvents: uuid().array().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.courseId, t.moduleKey, t.segmentKey] }),
    enrolmentKey(t as never, 'segment_evidence_enrolment'),
    check(
      'segment_evidence_length',
      sql`${t.lengthSeconds} is null or ${t.lengthSeconds} between 1 and 86400`,
    ),
    check(
      'segment_evidence_position',
      sql`${t.positionSeconds} is null or ${t.positionSeconds} between 0 and 86400`,
    ),
  ],
);

/** One row says that one learner completed one module, when, and under which revision. Never taken away by a new revision. */
export const moduleCompletions = pgTable(
  'module_completions',
  {
    userId: uuid().notNull(),
    courseId: uuid().notNull(),
    moduleKey: text().notNull(),
    revisionId: uuid()
      .notNull()
      .references(() => courseRevisions.id),
    completedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.courseId, t.moduleKey] }),
    enrolmentKey(t as never, 'module_completions_enrolment'),
  ],
);

/** One row says that one learner opened one module, and when first. Never changed. */
export const moduleVisits = pgTable(
  'module_visits',
  {
    userId: uuid().notNull(),
    courseId: uuid().notNull(),
    moduleKey: text().notNull(),
    openedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.courseId, t.moduleKey] }),
    enrolmentKey(t as never, 'module_visits_enrolment'),
  ],
);

/** One row excuses one learner from one segment: it counts as covered. Written and taken back by staff, with an entry in the audit log. */
export const segmentExemptions = pgTable(
  'segment_exemptions',
  {
    userId: uuid().notNull(),
    courseId: uuid().notNull(),
    moduleKey: text().notNull(),
    segmentKey: text().notNull(),
    /** In the words of who granted it; shown to staff and to the learner. */
    reason: text().notNull(),
    grantedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    grantedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.courseId, t.moduleKey, t.segmentKey] }),
    enrolmentKey(t as never, 'segment_exemptions_enrolment'),
  ],
);

/** One row is what one learner says of one module after its end. Given again, it replaces what was said. */
export const moduleFeedback = pgTable(
  'module_feedback',
  {
    userId: uuid().notNull(),
    courseId: uuid().notNull(),
    moduleKey: text().notNull(),
    /** 1 (not useful) to 5 (very useful). */
    useful: smallint().notNull(),
    /** What was unclear; empty where nothing was said. */
    unclear: text().notNull().default(''),
    givenAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.courseId, t.moduleKey] }),
    index('module_feedback_module').on(t.courseId, t.moduleKey),
    enrolmentKey(t as never, 'module_feedback_enrolment'),
    check('module_feedback_useful', sql`${t.useful} between 1 and 5`),
  ],
);
