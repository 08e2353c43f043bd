import type { CertificateEvent } from '#lib/domain/certificates/certificate.ts';
import { stateAfter, type CertificateAct } from '#lib/domain/certificates/certificate-state.ts';
import { parseCode } from '#lib/domain/certificates/certificate-code.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Ctx } from '../../context.ts';
import { lockCertificate, setCertificateState } from '../../queries/certificates.ts';
import { recordEvent } from './enter-certificate.ts';

type Locked = NonNullable<Awaited<ReturnType<typeof lockCertificate>>>;

/** The certificate of a code, held until the transaction ends. Throws `not-found`. */
export async function lockByCode(tx: Ctx, typed: string): Promise<Locked> {
  const code = parseCode(typed);
  const row = code ? await lockCertificate(tx.db, code) : null;
  if (!row) throw new AppError('not-found');
  return row;
}

/** As `lockByCode`; throws `certificate-changed` where the act does not fit what became of the certificate. */
export async function lockFor(tx: Ctx, typed: string, act: CertificateAct): Promise<Locked> {
  const row = await lockByCode(tx, typed);
  if (!stateAfter(row.state, act)) throw new AppError('certificate-changed');
  return row;
}

/** Puts the new state on a held certificate and the event into its history. */
export async function changeState(
  tx: Ctx,
  row: Locked,
  { act, event, reason }: { act: CertificateAct; event: CertificateEvent; reason: string | null },
): Promise<void> {
  const state = stateAfter(row.state, act);
  if (!state) throw new AppError('certificate-changed');
  await setCertificateState(tx.db, row.id, { state });
  await recordEvent(tx, row.id, { event, reason, actorId: tx.actor?.userId ?? null });
}
