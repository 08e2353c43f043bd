import { parseCode } from '#lib/domain/certificates/certificate-code.ts';
import { publicCertificate } from '#lib/domain/certificates/certificate.ts';
import { AppError } from '#lib/domain/errors.ts';
import { authorize, type Ctx } from '../../context.ts';
import { findCertificate } from '../../queries/certificates.ts';
import { listCorrectionsOf } from '../../queries/managed-certificates.ts';

/** The holder's own certificate with every wish to have its names corrected, the newest first, and what was decided. Two statements. */
export async function viewCorrections(ctx: Ctx, input: { code: string }) {
  authorize(ctx, 'certificate.correct');
  const code = parseCode(input.code);
  const row = code ? await findCertificate(ctx.db, code) : null;
  if (!row) throw new AppError('not-found');
  authorize(ctx, 'certificate.correct', { ownerId: row.userId });
  const corrections = await listCorrectionsOf(ctx.db, row.id);
  return { certificate: publicCertificate(row), corrections };
}
