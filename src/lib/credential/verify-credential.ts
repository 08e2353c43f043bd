import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { didDocument, keyId, type IssuerKey } from './did-document.ts';
import { bundledDocuments } from './documents.ts';

export type SignatureVerdict =
  | { signed: true; key: IssuerKey }
  /** `unsigned`: no proof that could be ours. `changed`: the proof does not fit. `expired-key`: signed with a key after it was retired. */
  | { signed: false; why: 'unsigned' | 'changed' | 'expired-key' };

/**
 * Was this credential signed by this platform, and is every word of it as it was signed? Says nothing of its status: a revoked credential
 * is signed as well. Never throws for a strange document.
 */
export async function verifySignature(
  credential: unknown,
  issuer: { origin: string; keys: readonly IssuerKey[] },
): Promise<SignatureVerdict> {
  const proof = proofOf(credential);
  const key = issuer.keys.find((one) => keyId(issuer.origin, one) === proof?.verificationMethod);
  if (!proof || !key) return { signed: false, why: 'unsigned' };
  if (!(await isAsSigned(credential, issuer))) return { signed: false, why: 'changed' };
  const at = Date.parse(proof.created);
  // A proof says its time in whole seconds.
  const made = Math.floor(key.createdAt.getTime() / 1000) * 1000;
  const isInTime = at >= made && (!key.retiredAt || at < key.retiredAt.getTime());
  return isInTime ? { signed: true, key } : { signed: false, why: 'expired-key' };
}

/** Also a document that breaks the library is not as it was signed: one that is nested too deep to be copied, for instance. */
async function isAsSigned(
  credential: unknown,
  issuer: Parameters<typeof verifySignature>[1],
): Promise<boolean> {
  try {
    const { verified } = await vc.verifyCredential({
      credential: structuredClone(credential) as object,
      suite: new DataIntegrityProof({ cryptosuite }),
      documentLoader: bundledDocuments(didDocument(issuer.origin, issuer.keys)),
      // Its status is looked up where it is kept, by our own query.
      checkStatus: () => Promise.resolve({ verified: true }),
    });
    return verified;
  } catch {
    return false;
  }
}

/** The one proof of a credential; null where there is none, several, or something else in its place. */
function proofOf(credential: unknown): { verificationMethod: string; created: string } | null {
  if (typeof credential !== 'object' || credential === null) return null;
  const { proof } = credential as { proof?: unknown };
  const [one, ...more] = Array.isArray(proof) ? (proof as unknown[]) : [proof];
  if (more.length > 0 || typeof one !== 'object' || one === null) return null;
  const { verificationMethod, created } = one as Record<string, unknown>;
  return typeof verificationMethod === 'string' && typeof created === 'string'
    ? { verificationMethod, created }
    : null;
}
