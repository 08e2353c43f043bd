import * as v from 'valibot';
import { parseCode } from '#lib/domain/certificates/certificate-code.ts';
import { cleanNames, namesProblems } from '#lib/domain/accounts/person-name.ts';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { AppError } from '#lib/domain/errors.ts';
import { authorize, newId, type Ctx } from '../../context.ts';
import { formText } from '../../http/form-text.ts';
import { findCertificate, insertCorrection } from '../../queries/certificates.ts';
import { readReason } from './revoke-certificate.ts';

export const correctionInput = v.object({
  code: formText,
  nameNative: formText,
  nameLatin: formText,
  nameLanguage: formText,
  reason: formText,
});

/**
 * The holder of a valid certificate asks to have its names corrected, and says why. Nothing changes until an administrator has decided. Refused
 * while an earlier wish is open. Somebody else's certificate does not exist.
 */
export async function askCorrection(ctx: Ctx, input: v.InferOutput<typeof correctionInput>): Promise<void> {
  authorize(ctx, 'certificate.correct');
  const code = parseCode(input.code);
  const row = code ? await findCertificate(ctx.db, code) : null;
  if (!row) throw new AppError('not-found');
  authorize(ctx, 'certificate.correct', { ownerId: row.userId });
  if (row.state !== 'valid') throw new AppError('certificate-changed');
  const names = cleanNames(input);
  const { holder } = row.snapshot;
  const isSame =
    names.nameNative === holder.nameNative &&
    names.nameLatin === holder.nameLatin &&
    names.nameLanguage === holder.nameLanguage;
  const problems = namesProblems(names);
  refuseProblems({
    ...problems,
    nameNative: problems.nameNative ?? (isSame ? 'name-same' : null),
  });
  const reason = readReason(input.reason);
  const wish = { id: newId(ctx), certificateId: row.id, ...names, reason, askedAt: ctx.now() };
  if (!(await insertCorrection(ctx.db, wish))) throw new AppError('correction-open');
}
