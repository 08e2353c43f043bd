import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { AuditAction } from '#lib/domain/audit.ts';
import { users } from './accounts.ts';
import { moment } from './columns.ts';

/**
 * One row is one act of staff (or of the system in their name), written in the transaction of the act. `subjectId` is the learner, cohort,
 * attempt or regrade that it was done to; `details` holds what is needed to understand it later, never a password or a token. Never
 * changed, never deleted.
 */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: uuid().primaryKey(),
    at: moment().notNull(),
    /** Null: the system. */
    actorId: uuid().references(() => users.id, { onDelete: 'set null' }),
    action: text().$type<AuditAction>().notNull(),
    /** What it was done to; null where the details say it. */
    subjectId: uuid(),
    details: jsonb().$type<Record<string, string | number | null>>().notNull(),
  },
  (t) => [
    index('audit_entries_newest').on(t.at.desc(), t.id.desc()),
    index('audit_entries_subject').on(t.subjectId, t.at),
  ],
);
