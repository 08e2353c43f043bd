import * as v from 'valibot';
import { parseCode } from '#lib/domain/certificates/certificate-code.ts';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { AppError } from '#lib/domain/errors.ts';
import { authorize, inTransaction, type Ctx } from '../../context.ts';
import { formText } from '../../http/form-text.ts';
import { findCertificate } from '../../queries/certificates.ts';
import { eraseIssued } from '../../queries/issued.ts';
import { blankCorrections, lockCertificatesOf } from '../../queries/managed-certificates.ts';
import { recordAct } from '../audit/record-act.ts';
import { recordEvent } from './enter-certificate.ts';
import { pdfKey } from './press-issued.ts';

export const eraseHolderInput = v.object({
  code: formText,
  /** The code once more, typed by hand. */
  typed: formText,
});

/**
 * At the holder's request an administrator takes the holder out of every certificate and badge that was issued to them: the names, the credentials, the
 * PDFs, and what was typed in wishes to correct names. The hashes stay, so that a file that somebody kept is still known. It cannot be undone. The account
 * stays. Refused unless the code was typed once more; throws `certificate-changed` where it was done before.
 */
export async function eraseHolder(ctx: Ctx, input: v.InferOutput<typeof eraseHolderInput>): Promise<void> {
  const actor = authorize(ctx, 'certificate.manage');
  const code = parseCode(input.code);
  const known = code ? await findCertificate(ctx.db, code) : null;
  if (!known) throw new AppError('not-found');
  refuseProblems({ typed: parseCode(input.typed) === known.code ? null : 'code-differs' });
  const { userId } = known;
  if (userId === null) throw new AppError('certificate-changed');
  await inTransaction(ctx, async (tx) => {
    const held = await lockCertificatesOf(tx.db, userId);
    if (!held.some(({ id }) => id === known.id)) throw new AppError('certificate-changed');
    const at = tx.now();
    const erased = await eraseIssued(tx.db, userId, at);
    const ids = erased.certificates.map(({ id }) => id);
    for (const certificateId of ids)
      await recordEvent(tx, certificateId, { event: 'erased', reason: null, actorId: actor.userId });
    await blankCorrections(tx.db, ids, at, actor.userId);
    await recordAct(tx, 'certificate.erase', {
      subjectId: known.id,
      details: { code: known.code, certificates: ids.length },
    });
    const keys = erased.certificates.flatMap(({ pdfSha256 }) =>
      pdfSha256 === null ? [] : [pdfKey(pdfSha256)],
    );
    if (keys.length > 0) await tx.jobs.enqueue(tx, 'discard-media', { keys, uploads: [] });
  });
}
