import * as v from 'valibot';
import { validate as isUuid } from 'uuid';
import { CODE_BYTES, makeCode } from '#lib/domain/certificates/certificate-code.ts';
import type { CertificateSnapshot } from '#lib/domain/certificates/certificate.ts';
import { AppError } from '#lib/domain/errors.ts';
import { authorize, inTransaction, newId, type Ctx } from '../../context.ts';
import { formText } from '../../http/form-text.ts';
import {
  decideCorrection as keepDecision,
  insertCertificate,
  insertCertificateEvent,
  lockOpenCorrection,
  setCertificateState,
} from '../../queries/certificates.ts';
import { recordAct } from '../audit/record-act.ts';
import { changeState, lockFor } from './change-state.ts';
import { readReason } from './revoke-certificate.ts';
import { tellHolder } from './tell-holder.ts';

export const decisionInput = v.object({
  correction: formText,
  decision: v.picklist(['grant', 'refuse']),
  /** Needed to refuse; the holder reads it. */
  reason: formText,
});

/**
 * An administrator decides on a holder's wish to have the names on a certificate corrected. Granted: another certificate, the same but for
 * the names, the code and the date of issue, takes the place of the old one, whose page says so and leads to it. Refused: it stays as it is. The holder gets a letter.
 */
export async function decideCorrection(ctx: Ctx, input: v.InferOutput<typeof decisionInput>): Promise<void> {
  const actor = authorize(ctx, 'certificate.manage');
  const granted = input.decision === 'grant';
  const reason = granted ? '' : readReason(input.reason);
  await inTransaction(ctx, async (tx) => {
    const wish = isUuid(input.correction) ? await lockOpenCorrection(tx.db, input.correction) : null;
    if (!wish) throw new AppError('certificate-changed');
    const old = await lockFor(tx, wish.code, 'reissue');
    await keepDecision(tx.db, wish.id, {
      decidedAt: tx.now(),
      decidedBy: actor.userId,
      granted,
      answer: granted ? null : reason,
    });
    const details = { code: old.code, reason: granted ? wish.reason : reason };
    await recordAct(tx, granted ? 'certificate.reissue' : 'certificate.refuse', {
      subjectId: old.id,
      details,
    });
    if (!granted) return tellHolder(tx, old, { what: 'refused', reason });
    const { nameNative, nameLatin, nameLanguage } = wish;
    await supersede(tx, old, { nameNative, nameLatin, nameLanguage });
    await tellHolder(tx, old, { what: 'reissued', reason: '' });
  });
}

/** The old certificate first: at most one per learner and course holds at any moment. */
async function supersede(
  tx: Ctx,
  old: Awaited<ReturnType<typeof lockFor>>,
  holder: CertificateSnapshot['holder'],
): Promise<void> {
  const id = newId(tx);
  const issuedAt = tx.now();
  const code = makeCode(tx.random.bytes(CODE_BYTES));
  await changeState(tx, old, { act: 'reissue', event: 'superseded', reason: null });
  const { userId, courseId, revisionId, revisionNumber, snapshot } = old;
  await insertCertificate(tx.db, {
    ...{ id, code, userId, courseId, revisionId, revisionNumber, issuedAt },
    snapshot: { ...snapshot, holder, issuedAt: issuedAt.toISOString() },
  });
  await setCertificateState(tx.db, old.id, { state: 'superseded', supersededById: id });
  await insertCertificateEvent(tx.db, {
    id: newId(tx),
    certificateId: id,
    at: issuedAt,
    event: 'issued',
    reason: null,
    actorId: tx.actor?.userId ?? null,
  });
  await tx.jobs.enqueue(tx, 'press-issued', { code });
}
