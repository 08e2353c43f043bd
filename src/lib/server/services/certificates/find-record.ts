import { revocationIn } from '#lib/domain/certificates/certificate-history.ts';
import { parseCode } from '#lib/domain/certificates/certificate-code.ts';
import type { PublicRecord } from '#lib/domain/certificates/public-record.ts';
import type { Ctx } from '../../context.ts';
import { findWithHistory } from '../../queries/issued.ts';
import { listPublicKeys } from './list-public-keys.ts';

/**
 * What a program that checks a file may know of a code, or null, for unknown codes and for texts that are none alike. No guard: it says no more than the
 * public page, and guessing is slowed as it is there. Throws `too-many-requests`.
 */
export async function findRecord(
  ctx: Ctx,
  input: { code: string; address: string },
): Promise<PublicRecord | null> {
  await ctx.throttle.consume('verify', input.address);
  const code = parseCode(input.code);
  const row = code ? await findWithHistory(ctx.db, code) : null;
  if (!row) return null;
  const { kind, state, supersededBy, snapshot, credentialSha256, pdfSha256 } = row;
  const { holder, course, issuer, issuedAt } = snapshot;
  // A badge is for the one module of its snapshot.
  const module = kind === 'badge' ? snapshot.modules[0] : undefined;
  return {
    ...{ code: row.code, kind, state, supersededBy, holder, issuedAt, credentialSha256, pdfSha256 },
    revoked: state === 'revoked' ? revocationIn(row.history) : null,
    erasedAt: row.erasedAt?.toISOString() ?? null,
    course: { title: course.title, language: course.language },
    module: module ? { title: module.title } : null,
    issuer: { name: issuer.name, keys: await listPublicKeys(ctx) },
  };
}
