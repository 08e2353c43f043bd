import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { users } from './accounts.ts';
import { moment } from './columns.ts';
import { cohorts, enrolmentKey } from './learning.ts';

/** One row is one person's wish to be let into a cohort. A new wish after a refusal opens the same row again. */
export const joinRequests = pgTable(
  'join_requests',
  {
    cohortId: uuid()
      .notNull()
      .references(() => cohorts.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    askedAt: moment().notNull(),
    /** Null: open. */
    decidedAt: moment(),
    decidedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    isAccepted: boolean(),
  },
  (t) => [
    primaryKey({ columns: [t.cohortId, t.userId] }),
    index('join_requests_open')
      .on(t.cohortId, t.askedAt)
      .where(sql`${t.decidedAt} is null`),
  ],
);

/**
 * One row is one letter that invites one address into a cohort. Only the SHA-256 of the secret in its link is kept. It works once, for whoever
 * opens it with an account, also where the cohort's address is closed. Invited again, the row gets a new secret and a new end.
 */
export const invitations = pgTable(
  'invitations',
  {
    id: uuid().primaryKey(),
    cohortId: uuid()
      .notNull()
      .references(() => cohorts.id, { onDelete: 'cascade' }),
    /** Trimmed, in lower case. */
    email: text().notNull(),
    tokenHash: text().notNull().unique(),
    invitedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    invitedAt: moment().notNull(),
    expiresAt: moment().notNull(),
    acceptedAt: moment(),
    acceptedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    withdrawnAt: moment(),
  },
  (t) => [unique('invitations_once').on(t.cohortId, t.email)],
);

/** One row is the day by which a cohort should have finished a module: a recommendation that closes nothing. Late begins with the next day, in UTC. */
export const moduleDeadlines = pgTable(
  'module_deadlines',
  {
    cohortId: uuid()
      .notNull()
      .references(() => cohorts.id, { onDelete: 'cascade' }),
    moduleKey: text().notNull(),
    dueOn: date().notNull(),
  },
  (t) => [primaryKey({ columns: [t.cohortId, t.moduleKey] })],
);

/** One row gives one learner another day for one module, whatever the cohort's is, and also where it has none. */
export const deadlineExtensions = pgTable(
  'deadline_extensions',
  {
    userId: uuid().notNull(),
    courseId: uuid().notNull(),
    moduleKey: text().notNull(),
    dueOn: date().notNull(),
    reason: text().notNull(),
    grantedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    grantedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.courseId, t.moduleKey] }),
    enrolmentKey(t as never, 'deadline_extensions_enrolment'),
  ],
);

/** One row keeps one learner off the list of those who need help until a day, for all staff of the cohort. */
export const snoozes = pgTable(
  'snoozes',
  {
    userId: uuid().notNull(),
    courseId: uuid().notNull(),
    /** The first day on which they may be listed again. */
    untilOn: date().notNull(),
    snoozedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    snoozedAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.courseId] }), enrolmentKey(t as never, 'snoozes_enrolment')],
);

/** One row is one message of staff to learners of a cohort. Never changed: it was mailed. */
export const announcements = pgTable(
  'announcements',
  {
    id: uuid().primaryKey(),
    cohortId: uuid()
      .notNull()
      .references(() => cohorts.id, { onDelete: 'cascade' }),
    subject: text().notNull(),
    /** Plain text as typed, paragraphs parted by empty lines. */
    body: text().notNull(),
    /** To everybody who was in the cohort then, or to chosen learners. */
    isToAll: boolean().notNull(),
    /** How many it went to. */
    recipients: integer().notNull(),
    sentBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    sentAt: moment().notNull(),
  },
  (t) => [index('announcements_newest').on(t.cohortId, t.sentAt.desc(), t.id.desc())],
);

/** One row is one announcement to one learner, written when it is sent: who joins later does not get it. */
export const announcementRecipients = pgTable(
  'announcement_recipients',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    announcementId: uuid()
      .notNull()
      .references(() => announcements.id, { onDelete: 'cascade' }),
    /** Null: not seen in the product yet. */
    readAt: moment(),
    /** Null: its letter is not written yet. */
    mailedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.announcementId] }),
    index('announcement_recipients_unmailed')
      .on(t.announcementId, t.userId)
      .where(sql`${t.mailedAt} is null`),
    index('announcement_recipients_read')
      .on(t.announcementId)
      .where(sql`${t.readAt} is not null`),
  ],
);

/** One row is what staff wrote about one learner in one course, for each other. The learner never sees it. Removed only by its writer or an administrator. */
export const learnerNotes = pgTable(
  'learner_notes',
  {
    id: uuid().primaryKey(),
    userId: uuid().notNull(),
    courseId: uuid().notNull(),
    body: text().notNull(),
    writtenBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    writtenAt: moment().notNull(),
  },
  (t) => [
    index('learner_notes_newest').on(t.userId, t.courseId, t.writtenAt.desc()),
    enrolmentKey(t as never, 'learner_notes_enrolment'),
  ],
);

/** One row is one way of looking at a cohort's table that somebody of the staff named, for themselves. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: uuid().primaryKey(),
    ownerId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    cohortId: uuid()
      .notNull()
      .references(() => cohorts.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** The filter and the order, as the page's address holds them: `show=behind&sort=seen`. */
    query: text().notNull(),
    createdAt: moment().notNull(),
  },
  (t) => [unique('saved_views_name').on(t.ownerId, t.cohortId, t.name)],
);

/**
 * One row is what somebody of the staff saw of a cohort: the figures of the last visit, and of the one before it, which "since your last visit"
 * compares with. A visit lasts half an hour.
 */
export const cohortVisits = pgTable(
  'cohort_visits',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    cohortId: uuid()
      .notNull()
      .references(() => cohorts.id, { onDelete: 'cascade' }),
    seenAt: moment().notNull(),
    seen: jsonb().$type<Record<string, number>>().notNull(),
    beforeAt: moment(),
    before: jsonb().$type<Record<string, number>>(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.cohortId] })],
);
