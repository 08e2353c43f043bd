import { createHash, createPublicKey, verify } from 'node:crypto';
import jsonld from 'jsonld';

/**
 * A second verifier of `eddsa-rdfc-2022`, written from the recommendation (https://www.w3.org/TR/vc-di-eddsa/#eddsa-rdfc-2022) and sharing no
 * code with the product's: `jsonld` canonicalises, node's own crypto checks. `document(url)` gives contexts and keys.
 */
export async function verifiesElsewhere(
  credential: Record<string, unknown>,
  given: { publicKeyMultibase: string; document: (url: string) => unknown },
): Promise<boolean> {
  const { proof, ...unsecured } = credential;
  const [one] = proof as Record<string, unknown>[];
  if (!one) return false;
  const { proofValue, ...options } = one;
  const hashOf = async (document: object) => {
    const canonical = await jsonld.canonize(
      document as never,
      {
        algorithm: 'RDFC-1.0',
        format: 'application/n-quads',
        documentLoader: (url: string) =>
          Promise.resolve({ documentUrl: url, document: given.document(url) as never }),
        safe: true,
      } as never,
    );
    return createHash('sha256').update(String(canonical), 'utf8').digest();
  };
  const signed = Buffer.concat([
    await hashOf({ '@context': unsecured['@context'], ...options }),
    await hashOf(unsecured),
  ]);
  return verify(null, signed, publicKey(given.publicKeyMultibase), base58(String(proofValue).slice(1)));
}

/** A Multikey of Ed25519 (0xed01 and 32 bytes, base 58) as node reads keys. */
function publicKey(multibase: string) {
  const bytes = base58(multibase.slice(1));
  if (bytes[0] !== 0xed || bytes[1] !== 0x01) throw new TypeError('Not an Ed25519 key.');
  return createPublicKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'Ed25519', x: bytes.subarray(2).toString('base64url') },
  });
}

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function base58(text: string): Buffer {
  let number = 0n;
  for (const letter of text) number = number * 58n + BigInt(ALPHABET.indexOf(letter));
  const hex = number.toString(16);
  const body = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  const zeros = /^1*/.exec(text)?.[0].length ?? 0;
  return Buffer.concat([Buffer.alloc(zeros), body]);
}
