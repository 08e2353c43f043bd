import { CODE_BYTES, makeCode } from '#lib/domain/certificates/certificate-code.ts';
import type { CertificateEvent, CertificateSnapshot } from '#lib/domain/certificates/certificate.ts';
import { newId, type Ctx } from '../../context.ts';
import { insertCertificate, insertCertificateEvent } from '../../queries/certificates.ts';

/** What happened, for the history of a certificate. `actorId` is null where the system did it. */
export async function recordEvent(
  tx: Ctx,
  certificateId: string,
  told: { event: CertificateEvent; reason: string | null; actorId: string | null },
): Promise<void> {
  await insertCertificateEvent(tx.db, { id: newId(tx), certificateId, at: tx.now(), ...told });
}

/**
 * Called inside a transaction; no guard of its own, its callers have one. Enters a certificate under a new code with the first event of its history, and has it pressed.
 * Null: the learner has one of the course that was not superseded.
 */
export async function enterCertificate(
  tx: Ctx,
  given: {
    userId: string | null;
    courseId: string;
    revisionId: string;
    revisionNumber: number;
    snapshot: CertificateSnapshot;
    issuedAt: Date;
  },
  actorId: string | null,
): Promise<{ id: string; code: string } | null> {
  const id = newId(tx);
  const code = makeCode(tx.random.bytes(CODE_BYTES));
  if (!(await insertCertificate(tx.db, { ...given, id, code }))) return null;
  await recordEvent(tx, id, { event: 'issued', reason: null, actorId });
  await tx.jobs.enqueue(tx, 'press-issued', { code });
  return { id, code };
}
