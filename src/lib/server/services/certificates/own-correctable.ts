import { parseCode } from '#lib/domain/certificates/certificate-code.ts';
import { AppError } from '#lib/domain/errors.ts';
import { authorize, type Ctx } from '../../context.ts';
import { findCertificate, type CertificateRow } from '../../queries/certificates.ts';

/** The first line of services about the names on one's own certificate, by its code in any spelling. Somebody else's does not exist: `not-found`. */
export async function ownCorrectable(ctx: Ctx, typed: string): Promise<CertificateRow> {
  authorize(ctx, 'certificate.correct');
  const code = parseCode(typed);
  const row = code ? await findCertificate(ctx.db, code) : null;
  if (!row) throw new AppError('not-found');
  authorize(ctx, 'certificate.correct', { ownerId: row.userId });
  return row;
}
