import { parseCode } from '#lib/domain/certificates/certificate-code.ts';
import { AppError } from '#lib/domain/errors.ts';
import { routes } from '#lib/client/routes.ts';
import { renderCertificate } from '../../certificates/render-certificate.ts';
import { authorize, type Ctx } from '../../context.ts';
import { findCertificate } from '../../queries/certificates.ts';

export interface OpenedCertificate {
  pdf: Uint8Array;
  /** Of the holder and the course, to name the file by. */
  holderName: string;
  courseSlug: string;
  code: string;
}

/**
 * The holder's own certificate as a PDF, by its code in any spelling. Rendered from the frozen snapshot, so the same bytes each time.
 * Throws `not-found` for an unknown code and for another person's certificate alike.
 */
export async function openCertificate(ctx: Ctx, input: { code: string }): Promise<OpenedCertificate> {
  authorize(ctx, 'certificate.download');
  const code = parseCode(input.code);
  const row = code ? await findCertificate(ctx.db, code) : null;
  if (!row) throw new AppError('not-found');
  authorize(ctx, 'certificate.download', { ownerId: row.userId });
  const { snapshot } = row;
  const verifyUrl = `${snapshot.issuer.origin}${routes.verifyCode(row.code)}`;
  const { pdf, missing } = await renderCertificate({ snapshot, code: row.code, verifyUrl });
  if (missing.length > 0) {
    const letters = missing.map(
      (letter) => `U+${letter.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`,
    );
    ctx.log.warn(
      { code: row.code, letters },
      'no font holds these letters; the certificate was printed without them',
    );
  }
  return { pdf, holderName: snapshot.holder.nameLatin, courseSlug: snapshot.course.slug, code: row.code };
}
