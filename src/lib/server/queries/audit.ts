import { aliasedTable, and, eq } from 'drizzle-orm';
import type { AuditAction } from '#lib/domain/audit.ts';
import type { Executor } from '../db/client.ts';
import { auditEntries, cohorts, users } from '../db/schema/index.ts';
import { behind, newestFirst, type Place } from './newest-first.ts';

export async function insertAuditEntry(db: Executor, row: typeof auditEntries.$inferInsert): Promise<void> {
  await db.insert(auditEntries).values(row);
}

const NEWEST = { at: auditEntries.at, id: auditEntries.id };

/** Entries with the people and cohorts that they are about, newest first, from behind `after`; with `action` only those. */
export async function listAuditEntries(
  db: Executor,
  { action, after, limit }: { action: AuditAction | null; after: Place | null; limit: number },
) {
  const actors = aliasedTable(users, 'actors');
  const subjects = aliasedTable(users, 'subjects');
  return db
    .select({
      id: auditEntries.id,
      at: auditEntries.at,
      action: auditEntries.action,
      details: auditEntries.details,
      actor: { id: actors.id, nameNative: actors.nameNative, email: actors.email },
      person: { id: subjects.id, nameNative: subjects.nameNative },
      cohort: { id: cohorts.id, name: cohorts.name },
    })
    .from(auditEntries)
    .leftJoin(actors, eq(actors.id, auditEntries.actorId))
    .leftJoin(subjects, eq(subjects.id, auditEntries.subjectId))
    .leftJoin(cohorts, eq(cohorts.id, auditEntries.subjectId))
    .where(and(action ? eq(auditEntries.action, action) : undefined, behind(NEWEST, after)))
    .orderBy(...newestFirst(NEWEST))
    .limit(limit);
}
