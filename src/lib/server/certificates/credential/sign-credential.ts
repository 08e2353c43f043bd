import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as Ed25519 from '@digitalbazaar/ed25519-multikey';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { issuerDid, type UnsignedCredential } from '#lib/domain/certificates/credential.ts';
import { didDocument, keyId, type IssuerKey } from '#lib/credential/did-document.ts';
import { bundledDocuments } from '#lib/credential/documents.ts';

/** Signs what this platform issues, as one origin with one key. */
export interface Signer {
  key: IssuerKey;
  /** The credential with its proof (`eddsa-rdfc-2022`, as an array: the schema of Open Badges asks for it). `at` is the time of the proof. */
  sign(credential: UnsignedCredential, at: Date): Promise<Record<string, unknown>>;
}

/** `seed`: 32 secret bytes. Throws a RangeError for any other length. */
export async function openSigner(given: {
  seed: Uint8Array;
  createdAt: Date;
  origin: string;
}): Promise<Signer> {
  const { seed, createdAt, origin } = given;
  if (seed.length !== 32) throw new RangeError('A key is made of 32 bytes.');
  const { publicKeyMultibase } = await Ed25519.generate({ seed });
  const key: IssuerKey = { publicKeyMultibase, createdAt, retiredAt: null };
  const pair = await Ed25519.generate({
    seed,
    id: keyId(origin, key),
    controller: issuerDid(origin),
  });
  const documentLoader = bundledDocuments(didDocument(origin, [key]));
  return {
    key,
    async sign(credential, date) {
      const suite = new DataIntegrityProof({ signer: pair.signer(), cryptosuite, date });
      const { proof, ...signed } = await vc.issue({
        credential: structuredClone(credential),
        suite,
        documentLoader,
      });
      return { ...signed, proof: Array.isArray(proof) ? (proof as unknown[]) : [proof] };
    },
  };
}
