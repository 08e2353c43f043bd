import type { SignatureFinding } from '#lib/domain/certificates/file-verdict.ts';
import type { IssuedFile } from '#lib/domain/certificates/issued-file.ts';
import type { PublicRecord } from '#lib/domain/certificates/public-record.ts';
import { verifySignature } from './verify-credential.ts';

/**
 * The signature of the credential in a file, checked against the keys of the record that it names first. Null: the file has none, or names no record that
 * we know, and then nothing that it could say would count.
 */
export async function signatureOf(
  { kind, credential }: Pick<IssuedFile, 'kind' | 'credential'>,
  [record]: readonly Pick<PublicRecord, 'issuer'>[],
): Promise<SignatureFinding> {
  if ((kind !== 'credential' && kind !== 'badge') || !record) return null;
  const origin = originOf(credential);
  if (origin === null) return 'unsigned';
  const keys = record.issuer.keys.map(({ publicKeyMultibase, createdAt, retiredAt }) => ({
    publicKeyMultibase,
    createdAt: new Date(createdAt),
    retiredAt: retiredAt === null ? null : new Date(retiredAt),
  }));
  const verdict = await verifySignature(credential, { origin, keys });
  return verdict.signed ? 'fits' : verdict.why;
}

/** Where it says it was issued: a platform may have been called otherwise then. Only our own keys can have signed that. */
function originOf(credential: unknown): string | null {
  if (typeof credential !== 'object' || credential === null) return null;
  const { id } = credential as { id?: unknown };
  return typeof id === 'string' && /^https?:/.test(id) && URL.canParse(id) ? new URL(id).origin : null;
}
