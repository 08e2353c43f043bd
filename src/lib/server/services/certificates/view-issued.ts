import { parseCode } from '#lib/domain/certificates/certificate-code.ts';
import { publicCertificate } from '#lib/domain/certificates/certificate.ts';
import { AppError } from '#lib/domain/errors.ts';
import { authorize, type Ctx } from '../../context.ts';
import { listCertificateEvents } from '../../queries/certificates.ts';
import { findManagedCertificate, listCorrectionsOf } from '../../queries/managed-certificates.ts';

/** One certificate for an administrator: what it says, whose account it is, what happened to it and who did it, and the wishes to correct it. */
export async function viewIssued(ctx: Ctx, input: { code: string }) {
  authorize(ctx, 'certificate.manage');
  const code = parseCode(input.code);
  const row = code ? await findManagedCertificate(ctx.db, code) : null;
  if (!row) throw new AppError('not-found');
  const [history, corrections] = await Promise.all([
    listCertificateEvents(ctx.db, row.id),
    listCorrectionsOf(ctx.db, row.id),
  ]);
  const { email, userId, supersededBy, inPlaceOf } = row;
  return {
    certificate: publicCertificate(row),
    account: userId === null ? null : { id: userId, email },
    supersededBy,
    inPlaceOf,
    history,
    corrections,
  };
}
