import type { Executor } from '../db/client.ts';
import { auditEntries } from '../db/schema/index.ts';

export type AuditEntry = typeof auditEntries.$inferSelect;

export async function insertAuditEntry(db: Executor, row: typeof auditEntries.$inferInsert): Promise<void> {
  await db.insert(auditEntries).values(row);
}
