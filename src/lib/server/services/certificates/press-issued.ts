import {
  certificateCredential,
  moduleCredential,
  type UnsignedCredential,
} from '#lib/domain/certificates/credential.ts';
import { PLAIN_DESIGN } from '#lib/domain/certificates/design.ts';
import { AppError } from '#lib/domain/errors.ts';
import { routes } from '#lib/client/routes.ts';
import { renderCertificate } from '../../certificates/render-certificate.ts';
import { sha256 } from '../../certificates/sha256.ts';
import type { Ctx } from '../../context.ts';
import { findIssued, keepCredential, keepPdf, listUnpressed, type Issued } from '../../queries/issued.ts';
import { designPictures } from './design-pictures.ts';

/** Where the PDF of a certificate stands in the storage, by the hash of its bytes. */
export const pdfKey = (pdfSha256: string): string => `certificates/${pdfSha256}`;

/**
 * Signs what was issued under a code and, for a certificate, draws its PDF; both once and for ever. May run again after a crash, and on two
 * instances at once: the first that has it done is the one that counts. No guard of its own: a job calls it, and services that have one.
 * Throws `not-found` for a code that is not there.
 */
export async function pressIssued(ctx: Ctx, code: string): Promise<Issued> {
  let issued = await findOrThrow(ctx, code);
  if (issued.erasedAt) return issued;
  if (issued.credential === null) {
    await keepCredential(ctx.db, issued, await signed(ctx, issued));
    issued = await findOrThrow(ctx, code);
  }
  if (issued.kind === 'badge' || issued.pdfSha256 !== null || issued.credential === null) return issued;
  const pdf = await drawPdf(ctx, issued);
  const pdfSha256 = sha256(pdf);
  // Bytes first: what a row names is there.
  await ctx.storage.put(pdfKey(pdfSha256), [pdf]);
  if (await keepPdf(ctx.db, issued.id, pdfSha256)) return { ...issued, pdfSha256 };
  const kept = await findOrThrow(ctx, code);
  if (kept.pdfSha256 !== pdfSha256) await ctx.storage.delete(pdfKey(pdfSha256));
  return kept;
}

/**
 * A job: presses every certificate that waits, one after the other. There are some after a crash, and where certificates were issued before they were
 * kept as files. One that fails is left for the next time; when several in a row fail, something else is wrong, and the last error is thrown.
 */
export async function pressWaiting(ctx: Ctx): Promise<void> {
  const PAGE = 100;
  const MOST_FAILURES = 3;
  let [after, failures]: [string | null, number] = [null, 0];
  for (;;) {
    const page: { id: string; code: string }[] = await listUnpressed(ctx.db, after, PAGE);
    for (const { code } of page) {
      try {
        await pressIssued(ctx, code);
        failures = 0;
      } catch (error) {
        if ((failures += 1) === MOST_FAILURES) throw error;
        ctx.log.error({ err: error, code }, 'a certificate could not be made');
      }
    }
    after = page.at(-1)?.id ?? null;
    if (page.length < PAGE) return;
  }
}

/** The PDF of a certificate as its frozen row says. Letters that no font holds are told to the log. */
export async function drawPdf(
  ctx: Ctx,
  { snapshot, code, credential }: Pick<Issued, 'snapshot' | 'code' | 'credential'>,
): Promise<Uint8Array> {
  const verifyUrl = `${snapshot.issuer.origin}${routes.verifyCode(code)}`;
  const pictures = await designPictures(ctx, snapshot.design ?? PLAIN_DESIGN);
  const { pdf, missing } = await renderCertificate({ snapshot, code, verifyUrl, credential, pictures });
  if (missing.length > 0) {
    const letters = missing.map(
      (letter) => `U+${letter.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`,
    );
    ctx.log.warn({ code, letters }, 'no font holds these letters; the certificate was printed without them');
  }
  return pdf;
}

async function signed(ctx: Ctx, issued: Issued) {
  const signer = await ctx.issuer.signer();
  const credential = `${JSON.stringify(await signer.sign(unsigned(ctx, issued), ctx.now()), null, 2)}\n`;
  return { credential, credentialSha256: sha256(credential) };
}

/** Signed where the platform stands now, even if the certificate was issued while it was called otherwise. */
function unsigned(ctx: Ctx, { kind, snapshot, code, statusIndex }: Issued): UnsignedCredential {
  const here = { ...snapshot, issuer: { ...snapshot.issuer, origin: ctx.origin } };
  const urls = {
    verify: `${ctx.origin}${routes.verifyCode(code)}`,
    course: `${ctx.origin}${routes.course(snapshot.course.slug)}`,
    statusList: `${ctx.origin}${routes.statusList()}`,
  };
  const place = { code, statusIndex, urls };
  const [module] = here.modules;
  return kind === 'badge' && module
    ? moduleCredential(here, module, place)
    : certificateCredential(here, place);
}

async function findOrThrow(ctx: Ctx, code: string): Promise<Issued> {
  const issued = await findIssued(ctx.db, code);
  if (!issued) throw new AppError('not-found');
  return issued;
}
