import { issuerDid } from '#lib/domain/certificates/credential.ts';

/** A public key of this platform. Retired ones sign nothing any more and are published for ever: what they signed stays checkable. */
export interface IssuerKey {
  /** Multibase (`z6Mk...`) of an Ed25519 key: names it, too. */
  publicKeyMultibase: string;
  createdAt: Date;
  retiredAt: Date | null;
}

export interface DidDocument {
  '@context': string[];
  id: string;
  verificationMethod: { id: string; type: 'Multikey'; controller: string; publicKeyMultibase: string }[];
  assertionMethod: string[];
}

/** Address of a key in the issuer's document. */
export const keyId = (
  origin: string,
  { publicKeyMultibase }: Pick<IssuerKey, 'publicKeyMultibase'>,
): string => `${issuerDid(origin)}#${publicKeyMultibase}`;

/** The document behind `/.well-known/did.json`: every key that ever signed, oldest first. */
export function didDocument(origin: string, keys: readonly IssuerKey[]): DidDocument {
  const id = issuerDid(origin);
  const verificationMethod = keys.map((key) => ({
    id: keyId(origin, key),
    type: 'Multikey' as const,
    controller: id,
    publicKeyMultibase: key.publicKeyMultibase,
  }));
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id,
    verificationMethod,
    assertionMethod: verificationMethod.map((method) => method.id),
  };
}
