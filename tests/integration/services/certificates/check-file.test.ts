import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { certificateCredential } from '#lib/domain/certificates/credential.ts';
import { AppError } from '#lib/domain/errors.ts';
import { createIssuer } from '#lib/server/certificates/issuer.ts';
import { eraseIssued } from '#lib/server/queries/issued.ts';
import { retireIssuerKey } from '#lib/server/queries/issuer-keys.ts';
import { checkFile } from '#lib/server/services/certificates/check-file.ts';
import { findRecord } from '#lib/server/services/certificates/find-record.ts';
import {
  reinstateCertificate,
  revokeCertificate,
} from '#lib/server/services/certificates/revoke-certificate.ts';
import { verifyCertificate } from '#lib/server/services/certificates/verify-certificate.ts';
import { bakedPng, bakedSvg } from '../../../support/badge-pictures.ts';
import { TEST_ISSUER, TestClock, testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import { codeNumber, snapshotOf } from '../../../support/factories/certificates.ts';
import {
  insertBadgeWithFile,
  insertWithFiles,
  placeOf,
  signedText,
  type IssuedFiles,
} from '../../../support/factories/issued-files.ts';
import { insertPlainCourse, insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
const address = '203.0.113.7';
const ctx = testContext(db);
const clock = new TestClock();
const admin = testContext(db, { clock, actor: await insertUser(db, { role: 'admin' }) });
let course: Awaited<ReturnType<typeof insertPlainCourse>>;
let files: IssuedFiles;
let next = 0;

const bytesOf = (text: string) => new TextEncoder().encode(text);
const check = (file: Uint8Array | string) =>
  checkFile(ctx, { bytes: typeof file === 'string' ? bytesOf(file) : file, address });
const answerTo = async (file: Uint8Array | string) => (await check(file)).verdict;
const issue = async (given: Partial<Parameters<typeof insertWithFiles>[2]> = {}) => {
  const { userId } = await insertUser(db);
  return insertWithFiles(ctx, course, { userId, number: ++next, ...given });
};

beforeAll(async () => {
  course = await insertPlainCourse(db);
  files = await issue();
});

describe('the very files that were issued', () => {
  test('are valid: the PDF, the credential, and the credential in a picture', async () => {
    const { code, credential, pdf } = files;
    for (const file of [pdf, credential, bakedSvg(credential), bakedPng([credential])])
      expect(await answerTo(file)).toEqual({ answer: 'valid', code });
  });

  test('are valid for the badge of a module, which names its module', async () => {
    const { userId } = await insertUser(db);
    const { code, credential } = await insertBadgeWithFile(ctx, course, { userId, number: ++next });
    const { verdict, records } = await check(bakedSvg(credential));
    expect(verdict).toEqual({ answer: 'valid', code });
    expect(records).toMatchObject([{ kind: 'badge', module: { title: 'Coal power in short' } }]);
  });

  test('are revoked with when and why, but not by whom, and valid again when it is taken back', async () => {
    const { code, credential, pdf } = await issue();
    await revokeCertificate(admin, { code, reason: 'Issued by mistake.' });
    for (const file of [pdf, credential]) {
      const { verdict, records } = await check(file);
      expect(verdict).toEqual({ answer: 'revoked', code });
      expect(records[0]?.revoked).toMatchObject({ reason: 'Issued by mistake.' });
      expect(Date.parse(records[0]?.revoked?.at ?? '')).toBe(admin.now().getTime());
      expect(JSON.stringify(records)).not.toMatch(/actor|Aigerim Nurlankyzy/);
    }
    await reinstateCertificate(admin, { code, reason: 'It was right.' });
    const { verdict, records } = await check(pdf);
    expect(verdict).toEqual({ answer: 'valid', code });
    expect(records[0]?.revoked).toBeNull();
  });

  test('are superseded once another certificate took their place', async () => {
    const old = await issue({ state: 'superseded' });
    expect(await answerTo(old.pdf)).toEqual({ answer: 'superseded', code: old.code });
  });

  test('are still known after the holder was erased, who is not named any more', async () => {
    const { userId } = await insertUser(db);
    const { code, credential, pdf } = await issue({ userId });
    await eraseIssued(db, userId, ctx.now());
    for (const file of [pdf, credential]) {
      const { verdict, records } = await check(file);
      expect(verdict).toEqual({ answer: 'valid', code });
      expect(records[0]).toMatchObject({ erasedAt: ctx.now().toISOString(), holder: { nameLatin: '' } });
    }
  });
});

describe('a file that was changed', () => {
  test('by one byte anywhere is not valid: a credential', async () => {
    const bytes = bytesOf(files.credential);
    // Every 97th byte: each costs a look-up and a signature.
    for (let at = 0; at < bytes.length; at += 97) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect((await answerTo(changed)).answer, String(at)).toMatch(/^(changed|not-ours)$/);
    }
  });

  test('only in its white space is changed, and its signature still fits', async () => {
    const compact = JSON.stringify(JSON.parse(files.credential));
    expect(await answerTo(compact)).toEqual({ answer: 'changed', code: files.code, signatureFits: true });
  });

  test('in a word is changed, and its signature does not fit', async () => {
    const forged = files.credential.replace('Sara Ahmadi', 'Sara Ahmadu');
    expect(await answerTo(forged)).toEqual({ answer: 'changed', code: files.code, signatureFits: false });
  });

  test('by taking its proof away is changed', async () => {
    const { proof: _proof, ...stripped } = JSON.parse(files.credential) as Record<string, unknown>;
    expect(await answerTo(JSON.stringify(stripped))).toMatchObject({
      answer: 'changed',
      signatureFits: false,
    });
  });

  test('by pasting the link of another certificate into it is changed', async () => {
    const { code, pdf } = await issue();
    const pasted = `${new TextDecoder().decode(pdf)}\n(https://learn.example.org/verify/${files.code})`;
    expect(await answerTo(pasted)).toMatchObject({ answer: 'changed', code });
    expect(await answerTo(`%PDF-1.7 my own (https://learn.example.org/verify/${code})`)).toMatchObject({
      answer: 'changed',
      code,
    });
  });
});

describe('never called valid', () => {
  const signedBy = (issuerKey: string, code: string) => {
    const other = testContext(db, {
      issuer: createIssuer({
        db: ctx.db,
        config: { ...TEST_ISSUER, issuerKey },
        now: ctx.now,
        random: ctx.random,
      }),
    });
    return signedText(other, certificateCredential(snapshotOf(), placeOf(ctx, code)));
  };

  test('is a credential that somebody made under a code of their own or of another', async () => {
    const stranger = testContext(db, {
      issuer: createIssuer({
        db: testContext(db).db,
        config: { ...TEST_ISSUER, issuerKey: `${'B'.repeat(42)}A` },
        now: ctx.now,
        random: ctx.random,
      }),
    });
    const keys = await ctx.issuer.keys();
    for (const [code, answer] of [
      [codeNumber(200), 'not-ours'],
      [files.code, 'changed'],
    ] as const) {
      const made = await signedText(stranger, certificateCredential(snapshotOf(), placeOf(ctx, code)));
      // As if the platform had never heard of that key.
      vi.spyOn(ctx.issuer, 'keys').mockResolvedValue(keys);
      expect(await answerTo(made)).toMatchObject({ answer });
      expect(await answerTo(bakedPng([made]))).toMatchObject({ answer });
      vi.restoreAllMocks();
    }
  });

  test('is one that was signed with a key after it was retired', async () => {
    const issuerKey = `${'C'.repeat(42)}A`;
    const made = await signedBy(issuerKey, files.code);
    const { verificationMethod } = (JSON.parse(made) as { proof: [{ verificationMethod: string }] }).proof[0];
    await retireIssuerKey(db, verificationMethod.split('#')[1] ?? '', new Date('2026-03-01T00:00:00Z'));
    expect(await answerTo(made)).toEqual({ answer: 'changed', code: files.code, signatureFits: false });
    const unknown = await issue();
    const signed = made.replaceAll(files.code, codeNumber(201));
    expect(await answerTo(signed)).toEqual({ answer: 'not-ours', why: 'unknown-code' });
    expect(unknown.code).not.toBe(files.code);
  });

  test('is nothing at all, bytes by chance, and a text nested without end', async () => {
    const proof = JSON.stringify((JSON.parse(files.credential) as { proof: unknown }).proof);
    const deep = `{"id":"https://learn.example.org/verify/${files.code}","proof":${proof},"a":${'['.repeat(25_000)}${']'.repeat(25_000)}}`;
    expect(await answerTo('')).toEqual({ answer: 'not-ours', why: 'no-code' });
    expect(await answerTo(randomBytes(100_000))).toEqual({ answer: 'not-ours', why: 'no-code' });
    expect(await answerTo(deep)).toEqual({ answer: 'changed', code: files.code, signatureFits: false });
  });
});

describe('guessing', () => {
  test('counts each code of a file against the address, and a file without one once', async () => {
    const consume = vi.spyOn(ctx.throttle, 'consume');
    await check(files.pdf);
    await check(`${codeNumber(210)} ${codeNumber(211)}`);
    await check('nothing');
    expect(consume.mock.calls).toEqual(Array(4).fill(['verify', address]));
    vi.restoreAllMocks();
  });

  test('answers nothing once the budget is spent', async () => {
    vi.spyOn(ctx.throttle, 'consume').mockRejectedValue(new AppError('too-many-requests'));
    const refused = new AppError('too-many-requests');
    await expect(check(files.pdf)).rejects.toThrow(refused);
    await expect(check('nothing')).rejects.toThrow(refused);
    await expect(findRecord(ctx, { code: files.code, address })).rejects.toThrow(refused);
    vi.restoreAllMocks();
  });

  test('learns nothing from a code that is unknown, or none', async () => {
    for (const code of [codeNumber(212), 'nonsense', '\0', "' or 1=1 --"])
      expect(await findRecord(ctx, { code, address })).toBeNull();
  });
});

describe('the record of a code', () => {
  test('holds what the public page shows, the hashes and the public keys, and no mark, account or secret', async () => {
    const record = await findRecord(ctx, { code: files.code.toLowerCase(), address });
    expect(record).toMatchObject({
      ...{ code: files.code, kind: 'certificate', state: 'valid', module: null, erasedAt: null },
      holder: { nameLatin: 'Sara Ahmadi' },
      issuer: { name: 'Pathways' },
    });
    expect(record?.issuer.keys).toContainEqual({
      publicKeyMultibase: expect.stringMatching(/^z6Mk/) as string,
      createdAt: '2026-03-02T08:00:00.000Z',
      retiredAt: null,
    });
    expect(JSON.stringify(record)).not.toMatch(/score|userId|private|secret|seed|@/i);
  });

  test('shows its history in order, and to which certificate it leads', async () => {
    const { code } = await issue();
    await revokeCertificate(admin, { code, reason: 'A mistake.' });
    clock.advance(60);
    await reinstateCertificate(admin, { code, reason: 'No mistake.' });
    const shown = await verifyCertificate(ctx, { code, address });
    expect(shown?.history.map(({ event, reason }) => [event, reason])).toEqual([
      ['issued', null],
      ['revoked', 'A mistake.'],
      ['reinstated', 'No mistake.'],
    ]);
    expect(shown).toMatchObject({ kind: 'certificate', supersededBy: null });
  });

  test('of an erased holder says so in its history', async () => {
    const { userId } = await insertUser(db);
    const { code } = await issue({ userId });
    await eraseIssued(db, userId, ctx.now());
    const shown = await verifyCertificate(ctx, { code, address });
    expect(shown?.history.map(({ event }) => event)).toEqual(['issued', 'erased']);
    expect(shown?.holder).toEqual({ nameNative: '', nameLatin: '', nameLanguage: 'und' });
  });
});
