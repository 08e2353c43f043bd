import type { AuditAction } from '#lib/domain/audit.ts';
import { newId, type Ctx } from '../../context.ts';
import { insertAuditEntry } from '../../queries/audit.ts';

/** Writes what the actor (nobody: the system) does into the audit log, in the transaction of the act itself. */
export async function recordAct(
  tx: Ctx,
  action: AuditAction,
  given: { subjectId?: string; details: Readonly<Record<string, string | number | null>> },
): Promise<void> {
  await insertAuditEntry(tx.db, {
    id: newId(tx),
    at: tx.now(),
    actorId: tx.actor?.userId ?? null,
    action,
    subjectId: given.subjectId ?? null,
    details: { ...given.details },
  });
}
