import { createCredential, createList } from '@digitalbazaar/vc-bitstring-status-list';
import { issuerDid, STATUS_LIST_LENGTH } from '#lib/domain/certificates/credential.ts';
import type { Signer } from './sign-credential.ts';

/** How long a verifier may keep a list before it asks again. */
export const STATUS_TTL_MILLISECONDS = 300_000;

/**
 * A signed status list (https://www.w3.org/TR/vc-bitstring-status-list): a set bit says that the credential of that entry is not valid any
 * more, because it was revoked or superseded.
 */
export async function statusListCredential(
  signer: Signer,
  given: { id: string; origin: string; setEntries: readonly number[]; at: Date },
): Promise<Record<string, unknown>> {
  const list = await createList({ length: STATUS_LIST_LENGTH });
  for (const entry of given.setEntries) list.setStatus(entry, true);
  const credential = await createCredential({ id: given.id, list, statusPurpose: 'revocation' });
  const subject = credential['credentialSubject'] as object;
  return signer.sign(
    {
      ...credential,
      issuer: issuerDid(given.origin),
      validFrom: given.at.toISOString(),
      credentialSubject: { ...subject, ttl: STATUS_TTL_MILLISECONDS },
    },
    given.at,
  );
}
