import * as v from 'valibot';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { withoutControls } from '#lib/domain/plain-text.ts';
import { authorize, inTransaction, type Ctx } from '../../context.ts';
import { formText } from '../../http/form-text.ts';
import { recordAct } from '../audit/record-act.ts';
import { changeState, lockFor } from './change-state.ts';
import { tellHolder } from './tell-holder.ts';

export const certificateActInput = v.object({ code: formText, reason: formText });

type CertificateActInput = v.InferOutput<typeof certificateActInput>;

const LONGEST_REASON = 500;

/** A reason as it is kept: others read it, so without marks of direction and the like. Throws `invalid-input` for none and for one that is too long. */
export function readReason(typed: string): string {
  const reason = withoutControls(typed).trim();
  refuseProblems({
    reason: reason === '' ? 'text-missing' : reason.length > LONGEST_REASON ? 'text-long' : null,
  });
  return reason;
}

/**
 * An administrator revokes a valid certificate and says why. Its page stays and says so to everybody, its credential's status changes, its PDF
 * and credential stay as they are. The holder gets a letter.
 */
export async function revokeCertificate(ctx: Ctx, input: CertificateActInput): Promise<void> {
  await act(ctx, input, { act: 'revoke', event: 'revoked', audit: 'certificate.revoke' });
}

/** An administrator lets a revoked certificate hold again, and says why. */
export async function reinstateCertificate(ctx: Ctx, input: CertificateActInput): Promise<void> {
  await act(ctx, input, { act: 'reinstate', event: 'reinstated', audit: 'certificate.reinstate' });
}

async function act(
  ctx: Ctx,
  input: CertificateActInput,
  what:
    | { act: 'revoke'; event: 'revoked'; audit: 'certificate.revoke' }
    | { act: 'reinstate'; event: 'reinstated'; audit: 'certificate.reinstate' },
): Promise<void> {
  authorize(ctx, 'certificate.manage');
  const reason = readReason(input.reason);
  await inTransaction(ctx, async (tx) => {
    const row = await lockFor(tx, input.code, what.act);
    await changeState(tx, row, { act: what.act, event: what.event, reason });
    await recordAct(tx, what.audit, { subjectId: row.id, details: { code: row.code, reason } });
    await tellHolder(tx, row, { what: what.event, reason });
  });
}
