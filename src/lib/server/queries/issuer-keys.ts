import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { issuerKeys } from '../db/schema/index.ts';

/** Every key that ever signed, oldest first. */
export async function listIssuerKeys(db: Executor) {
  return db.select().from(issuerKeys).orderBy(asc(issuerKeys.createdAt), asc(issuerKeys.publicKeyMultibase));
}

/** Publishes a key; one that is known stays as it is. */
export async function insertIssuerKey(
  db: Executor,
  row: { publicKeyMultibase: string; createdAt: Date },
): Promise<void> {
  await db.insert(issuerKeys).values(row).onConflictDoNothing();
}

/** From `at` on nothing that a key signs is ours; the first moment stays. */
export async function retireIssuerKey(db: Executor, publicKeyMultibase: string, at: Date): Promise<void> {
  await db
    .update(issuerKeys)
    .set({ retiredAt: at })
    .where(and(eq(issuerKeys.publicKeyMultibase, publicKeyMultibase), isNull(issuerKeys.retiredAt)));
}
