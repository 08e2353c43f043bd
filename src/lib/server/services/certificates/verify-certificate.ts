import { publicCertificate, type PublicCertificate } from '#lib/domain/certificates/certificate.ts';
import { historyOf, type KeptEvent } from '#lib/domain/certificates/certificate-history.ts';
import { parseCode } from '#lib/domain/certificates/certificate-code.ts';
import type { IssuedKind } from '#lib/domain/certificates/public-record.ts';
import type { Ctx } from '../../context.ts';
import { findWithHistory } from '../../queries/issued.ts';

/** A certificate or a badge as its public page shows it. A badge has one module. */
export interface VerifiedRecord extends PublicCertificate {
  kind: IssuedKind;
  /** Code of the certificate that took its place. */
  supersededBy: string | null;
  history: KeptEvent[];
}

/**
 * What a code certifies, for anybody, or null: an unknown code and one that cannot be a code look the same. No guard: the page is public;
 * guessing is slowed by the address it comes from, before the code is looked at. Throws `too-many-requests`.
 */
export async function verifyCertificate(
  ctx: Ctx,
  input: { code: string; address: string },
): Promise<VerifiedRecord | null> {
  await ctx.throttle.consume('verify', input.address);
  const code = parseCode(input.code);
  const row = code ? await findWithHistory(ctx.db, code) : null;
  if (!row) return null;
  const { kind, supersededBy } = row;
  return { ...publicCertificate(row), kind, supersededBy, history: historyOf(row, row.history) };
}
