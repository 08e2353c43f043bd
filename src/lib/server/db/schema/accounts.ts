import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';

/**
 * One row is one person who can log in. Written at registration (or by the demo and the first start).
 * `email` is stored trimmed and in lower case; two people never share one. There is no sex or
 * birthday: nothing here needs them. `passwordHash` is an Argon2id string and never leaves server/auth.
 */
export const users = pgTable(
  'users',
  {
    id: uuid().primaryKey(),
    email: text().notNull(),
    passwordHash: text().notNull(),
    /** As the person writes it, in any script; printed on the certificate. */
    nameNative: text().notNull(),
    /** Latin spelling; printed below the native one. May equal it. */
    nameLatin: text().notNull(),
    /** Language of the native name (BCP 47), chooses the letter shapes on the certificate: `ur` is set in Nastaliq. */
    nameLanguage: text().notNull().default('und'),
    /** Language of the interface and of mails. */
    locale: text().notNull().default('en'),
    role: text({ enum: ['learner', 'instructor', 'admin'] })
      .notNull()
      .default('learner'),
    /** Null until the address has been confirmed by its link. */
    emailVerifiedAt: moment(),
    lastSeenAt: moment(),
    /** ISO 3166-1 alpha-2, for the reports of a cohort; null: not said. */
    country: text(),
    isDemo: boolean().notNull().default(false),
    createdAt: moment().notNull(),
  },
  (t) => [
    uniqueIndex('users_email_unique').on(t.email),
    check('users_email_is_lower_case', sql`${t.email} = lower(${t.email})`),
    check('users_country', sql`${t.country} ~ '^[A-Z]{2}$'`),
  ],
);

/**
 * One row is one browser that is logged in. Only the SHA-256 of the session id is kept, so that a leaked
 * backup opens no account. Deleted at log-out, at a password change, and by the nightly job once expired.
 */
export const sessions = pgTable(
  'sessions',
  {
    tokenHash: text().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    expiresAt: moment().notNull(),
    createdAt: moment().notNull(),
    /** What the browser says of itself, cut to 200 characters, shown in the person's own list of sessions. */
    userAgent: text().notNull().default(''),
  },
  (t) => [index('sessions_user').on(t.userId), index('sessions_expiry').on(t.expiresAt)],
);

/**
 * One row is one link sent by mail (or printed once at the first start). Only its SHA-256 is kept.
 * Used once: `usedAt` is set in the transaction that acts on it.
 */
export const accountTokens = pgTable(
  'account_tokens',
  {
    tokenHash: text().primaryKey(),
    purpose: text({ enum: ['verify-email', 'reset-password', 'first-admin'] }).notNull(),
    /** Null only for `first-admin`, whose account does not exist yet. */
    userId: uuid().references(() => users.id, { onDelete: 'cascade' }),
    expiresAt: moment().notNull(),
    usedAt: moment(),
    createdAt: moment().notNull(),
  },
  (t) => [index('account_tokens_user').on(t.userId)],
);

/**
 * One row is one mail that the platform wrote, in the transaction of the change that causes it. With `SMTP_URL` a
 * job delivers it and sets `sentAt`; without, it stays here and is read at /admin/outbox.
 */
export const outbox = pgTable(
  'outbox',
  {
    id: uuid().primaryKey(),
    recipient: text().notNull(),
    locale: text().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    createdAt: moment().notNull(),
    sentAt: moment(),
  },
  (t) => [index('outbox_newest').on(t.createdAt.desc(), t.id.desc())],
);

/** One row is one budget of tries (a name and an address or account), kept by rate-limiter-flexible; expired rows are swept by it. */
export const rateLimits = pgTable('rate_limits', {
  key: text().primaryKey(),
  points: integer().notNull(),
  expire: moment(),
});
