import { publicCertificate, type PublicCertificate } from '#lib/domain/certificates/certificate.ts';
import { parseCode } from '#lib/domain/certificates/certificate-code.ts';
import type { Ctx } from '../../context.ts';
import { findCertificate } from '../../queries/certificates.ts';

/**
 * What a code certifies, for anybody, or null: an unknown code and one that cannot be a code look the same. No guard: the page is public;
 * guessing is slowed by the address it comes from, before the code is looked at. Throws `too-many-requests`.
 */
export async function verifyCertificate(
  ctx: Ctx,
  input: { code: string; address: string },
): Promise<PublicCertificate | null> {
  await ctx.throttle.consume('verify', input.address);
  const code = parseCode(input.code);
  const row = code ? await findCertificate(ctx.db, code) : null;
  return row && publicCertificate(row);
}
