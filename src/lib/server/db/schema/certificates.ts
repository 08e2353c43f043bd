import { integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { CertificateSnapshot } from '#lib/domain/certificates/certificate.ts';
import { users } from './accounts.ts';
import { moment } from './columns.ts';
import { courseRevisions, courses } from './courses.ts';

/**
 * One row is one certificate, issued in the transaction that completes the course, once per learner and course. Everything that
 * is printed stands in `snapshot` and is never changed: a later edit of the name, the course or a score does not reach it.
 * `userId` may become null when an account is erased; the certificate stays.
 */
export const certificates = pgTable(
  'certificates',
  {
    id: uuid().primaryKey(),
    /** 26 characters of Crockford base 32 (130 bits) in groups; the address of the public page. */
    code: text().notNull().unique(),
    userId: uuid().references(() => users.id, { onDelete: 'set null' }),
    courseId: uuid()
      .notNull()
      .references(() => courses.id),
    revisionId: uuid()
      .notNull()
      .references(() => courseRevisions.id),
    revisionNumber: integer().notNull(),
    state: text({ enum: ['valid', 'revoked'] })
      .notNull()
      .default('valid'),
    snapshot: jsonb().$type<CertificateSnapshot>().notNull(),
    issuedAt: moment().notNull(),
  },
  (t) => [unique('certificates_once').on(t.userId, t.courseId)],
);
