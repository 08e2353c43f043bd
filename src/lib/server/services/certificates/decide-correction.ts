import * as v from 'valibot';
import { validate as isUuid } from 'uuid';
import type { CertificateSnapshot } from '#lib/domain/certificates/certificate.ts';
import { AppError } from '#lib/domain/errors.ts';
import { authorize, inTransaction, requireActor, type Ctx } from '../../context.ts';
import { formText } from '../../http/form-text.ts';
import {
  decideCorrection as keepDecision,
  findCorrectionCode,
  lockOpenCorrection,
  setCertificateState,
} from '../../queries/certificates.ts';
import { recordAct } from '../audit/record-act.ts';
import { changeState, lockByCode, lockFor } from './change-state.ts';
import { enterCertificate } from './enter-certificate.ts';
import { readReason } from './revoke-certificate.ts';
import { tellHolder } from './tell-holder.ts';

export const decisionInput = v.object({
  correction: formText,
  /** Needed to refuse; the holder reads it. */
  reason: formText,
});

type Decision = { decision: 'grant' | 'refuse' } & v.InferOutput<typeof decisionInput>;

/**
 * An administrator decides on a holder's wish to have the names on a certificate corrected. Granted: another certificate, the same but for
 * the names, the code and the date of issue, takes the place of the old one, whose page says so and leads to it. Refused: it stays as it is. The holder
 * gets a letter. Throws `certificate-changed` where somebody decided before, and where a certificate that is not valid any more would be corrected.
 */
export async function decideCorrection(ctx: Ctx, input: Decision): Promise<void> {
  authorize(ctx, 'certificate.manage');
  const refusal = input.decision === 'refuse' ? readReason(input.reason) : null;
  const code = isUuid(input.correction) ? await findCorrectionCode(ctx.db, input.correction) : null;
  if (!code) throw new AppError('not-found');
  await inTransaction(ctx, (tx) =>
    refusal === null ? grant(tx, code, input.correction) : refuse(tx, code, input.correction, refusal),
  );
}

async function grant(tx: Ctx, code: string, correction: string): Promise<void> {
  const old = await lockFor(tx, code, 'reissue');
  const { nameNative, nameLatin, nameLanguage } = await close(tx, correction, {
    granted: true,
    answer: null,
  });
  await recordAct(tx, 'certificate.reissue', { subjectId: old.id, details: { code } });
  await supersede(tx, old, { nameNative, nameLatin, nameLanguage });
  await tellHolder(tx, old, { what: 'reissued', reason: '' });
}

/** Whatever became of the certificate meanwhile: nothing of it changes. */
async function refuse(tx: Ctx, code: string, correction: string, reason: string): Promise<void> {
  const row = await lockByCode(tx, code);
  await close(tx, correction, { granted: false, answer: reason });
  await recordAct(tx, 'certificate.refuse', { subjectId: row.id, details: { code, reason } });
  await tellHolder(tx, row, { what: 'refused', reason });
}

async function close(tx: Ctx, correction: string, decision: { granted: boolean; answer: string | null }) {
  const wish = await lockOpenCorrection(tx.db, correction);
  if (!wish) throw new AppError('certificate-changed');
  const decidedBy = requireActor(tx).userId;
  await keepDecision(tx.db, wish.id, { decidedAt: tx.now(), decidedBy, ...decision });
  return wish;
}

/** The old certificate first: at most one per learner and course holds at any moment. */
async function supersede(
  tx: Ctx,
  old: Awaited<ReturnType<typeof lockFor>>,
  holder: CertificateSnapshot['holder'],
): Promise<void> {
  const issuedAt = tx.now();
  await changeState(tx, old, { act: 'reissue', event: 'superseded', reason: null });
  const { userId, courseId, revisionId, revisionNumber, snapshot } = old;
  const next = await enterCertificate(
    tx,
    {
      ...{ userId, courseId, revisionId, revisionNumber, issuedAt },
      snapshot: { ...snapshot, holder, issuedAt: issuedAt.toISOString() },
    },
    tx.actor?.userId ?? null,
  );
  if (!next) throw new AppError('certificate-changed');
  await setCertificateState(tx.db, old.id, { state: 'superseded', supersededById: next.id });
}
