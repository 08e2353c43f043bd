import { parseCode } from '#lib/domain/certificates/certificate-code.ts';
import { AppError } from '#lib/domain/errors.ts';
import { sha256 } from '../../certificates/sha256.ts';
import { authorize, type Ctx } from '../../context.ts';
import { findIssued, type Issued } from '../../queries/issued.ts';
import { bytesOf, MissingObject } from '../../storage/storage.ts';
import { drawPdf, pdfKey, pressIssued } from './press-issued.ts';

export interface OpenedCertificate {
  pdf: Uint8Array;
  /** SHA-256 of the bytes, hexadecimal. */
  pdfSha256: string;
  /** Of the holder and the course, to name the file by. */
  holderName: string;
  courseSlug: string;
  code: string;
}

/**
 * The holder's own certificate as a PDF, by its code in any spelling: the bytes that were kept when it was made, and for a certificate that was issued a
 * moment ago it is made now. Throws `not-found` for an unknown code and for another person's certificate alike.
 */
export async function openCertificate(ctx: Ctx, input: { code: string }): Promise<OpenedCertificate> {
  const issued = await ownIssued(ctx, input.code);
  if (issued.kind !== 'certificate') throw new AppError('not-found');
  const pressed = issued.pdfSha256 === null ? await pressIssued(ctx, issued.code) : issued;
  const { snapshot, code, pdfSha256 } = pressed;
  if (pdfSha256 === null) throw new AppError('not-found');
  return {
    pdf: await keptPdf(ctx, { ...pressed, pdfSha256 }),
    pdfSha256,
    holderName: snapshot.holder.nameLatin,
    courseSlug: snapshot.course.slug,
    code,
  };
}

/** The holder's own credential, of a certificate or a badge: JSON, byte for byte as it was signed. */
export async function openCredential(
  ctx: Ctx,
  input: { code: string },
): Promise<{ credential: string; credentialSha256: string; code: string }> {
  const issued = await ownIssued(ctx, input.code);
  const pressed = issued.credential === null ? await pressIssued(ctx, issued.code) : issued;
  const { credential, credentialSha256, code } = pressed;
  if (credential === null || credentialSha256 === null) throw new AppError('not-found');
  return { credential, credentialSha256, code };
}

/** What was issued to oneself under a code in any spelling. A code that is not there and one of somebody else look the same: `not-found`. */
export async function ownIssued(ctx: Ctx, typed: string): Promise<Issued> {
  authorize(ctx, 'certificate.download');
  const code = parseCode(typed);
  const issued = code ? await findIssued(ctx.db, code) : null;
  if (!issued) throw new AppError('not-found');
  authorize(ctx, 'certificate.download', { ownerId: issued.userId });
  return issued;
}

/**
 * The kept bytes. Where the storage lost them they are drawn anew, and handed out only if they are the very same; a file that would be called changed
 * is never given to its holder.
 */
async function keptPdf(ctx: Ctx, issued: Issued & { pdfSha256: string }): Promise<Uint8Array> {
  const key = pdfKey(issued.pdfSha256);
  try {
    return await bytesOf(await ctx.storage.read(key));
  } catch (error) {
    if (!(error instanceof MissingObject)) throw error;
  }
  const pdf = await drawPdf(ctx, issued);
  if (sha256(pdf) !== issued.pdfSha256)
    throw new Error(`The PDF of ${issued.code} is gone from the storage: put ${key} back from a backup.`);
  await ctx.storage.put(key, [pdf]);
  return pdf;
}
