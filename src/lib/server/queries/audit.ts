import { aliasedTable, and, eq, gte, ilike, inArray, lt, or, type SQL } from 'drizzle-orm';
import type { AuditAction } from '#lib/domain/audit.ts';
import type { Executor } from '../db/client.ts';
import { auditEntries, cohorts, users } from '../db/schema/index.ts';
import { behind, newestFirst, type Place } from './newest-first.ts';

export async function insertAuditEntry(db: Executor, row: typeof auditEntries.$inferInsert): Promise<void> {
  await db.insert(auditEntries).values(row);
}

const NEWEST = { at: auditEntries.at, id: auditEntries.id };

/** Null: any. `until` is the first moment that is not asked for any more. */
export interface EntryFilter {
  action: AuditAction | null;
  actorIds: readonly string[] | null;
  subjectIds: readonly string[] | null;
  since: Date | null;
  until: Date | null;
}

const matching = ({ action, actorIds, subjectIds, since, until }: EntryFilter): SQL | undefined =>
  and(
    action ? eq(auditEntries.action, action) : undefined,
    actorIds ? inArray(auditEntries.actorId, [...actorIds]) : undefined,
    subjectIds ? inArray(auditEntries.subjectId, [...subjectIds]) : undefined,
    since ? gte(auditEntries.at, since) : undefined,
    until ? lt(auditEntries.at, until) : undefined,
  );

/**
 * Entries with the people and cohorts that they are about, newest first, from behind `after`. Reads `audit_entries_newest`, and where it is asked about
 * somebody `audit_entries_subject`.
 */
export function listAuditEntries(
  db: Executor,
  { after, limit, ...filter }: EntryFilter & { after: Place | null; limit: number },
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
      person: { id: subjects.id, nameNative: subjects.nameNative, email: subjects.email },
      cohort: { id: cohorts.id, name: cohorts.name },
    })
    .from(auditEntries)
    .leftJoin(actors, eq(actors.id, auditEntries.actorId))
    .leftJoin(subjects, eq(subjects.id, auditEntries.subjectId))
    .leftJoin(cohorts, eq(cohorts.id, auditEntries.subjectId))
    .where(and(matching(filter), behind(NEWEST, after)))
    .orderBy(...newestFirst(NEWEST))
    .limit(limit);
}

export const countAuditEntries = (db: Executor, filter: EntryFilter): Promise<number> =>
  db.$count(auditEntries, matching(filter));

const containing = (words: string) => `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** Accounts with `words` in their address, at most `limit`. */
export async function findIdsByEmailWords(db: Executor, words: string, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(ilike(users.email, containing(words)))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** People with `words` in their address or a name, and cohorts with them in theirs, at most `limit` of each. */
export async function findSubjectIds(db: Executor, words: string, limit: number): Promise<string[]> {
  const pattern = containing(words);
  const [people, groups] = await Promise.all([
    db
      .select({ id: users.id })
      .from(users)
      .where(
        or(ilike(users.email, pattern), ilike(users.nameNative, pattern), ilike(users.nameLatin, pattern)),
      )
      .limit(limit),
    db.select({ id: cohorts.id }).from(cohorts).where(ilike(cohorts.name, pattern)).limit(limit),
  ]);
  return [...people, ...groups].map(({ id }) => id);
}
