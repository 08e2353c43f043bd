import * as v from 'valibot';
import { cleanNames, namesProblems, type Names } from '#lib/domain/accounts/person-name.ts';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { AppError } from '#lib/domain/errors.ts';
import { inTransaction, newId, type Ctx } from '../../context.ts';
import { formText } from '../../http/form-text.ts';
import { insertCorrection } from '../../queries/certificates.ts';
import { lockByCode } from './change-state.ts';
import { ownCorrectable } from './own-correctable.ts';
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
  const known = await ownCorrectable(ctx, input.code);
  const names = cleanNames(input);
  refuseNames(names, known.snapshot.holder);
  const reason = readReason(input.reason);
  await inTransaction(ctx, async (tx) => {
    // Held, so that nobody revokes or reissues it between the look and the wish.
    const { id, state } = await lockByCode(tx, known.code);
    if (state !== 'valid') throw new AppError('certificate-changed');
    const wish = { id: newId(tx), certificateId: id, ...names, reason, askedAt: tx.now() };
    if (!(await insertCorrection(tx.db, wish))) throw new AppError('correction-open');
  });
}

function refuseNames(names: Names, printed: Names): void {
  const problems = namesProblems(names);
  const isSame =
    names.nameNative === printed.nameNative &&
    names.nameLatin === printed.nameLatin &&
    names.nameLanguage === printed.nameLanguage;
  refuseProblems({
    ...problems,
    nameNative: problems.nameNative ?? (isSame ? 'name-same' : null),
  });
}
