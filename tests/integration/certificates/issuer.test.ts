import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createIssuer, rotateIssuerKey } from '#lib/server/certificates/issuer.ts';
import { issuerKeyPath, seedText } from '#lib/server/certificates/issuer-key-file.ts';
import { verifySignature } from '#lib/credential/verify-credential.ts';
import { retireIssuerKey } from '#lib/server/queries/issuer-keys.ts';
import { issuerKeys } from '#lib/server/db/schema/index.ts';
import { seededRandom, TestClock } from '../../support/context.ts';
import { freshDatabase } from '../../support/database.ts';

const database = await freshDatabase();
const { db } = database;
const folder = await mkdtemp(join(tmpdir(), 'pathways-keys-'));
const origin = 'https://learn.example.org';
let clock: TestClock;
let dataDir = '';
let count = 0;

const given = (issuerKey: string | null = null) => ({
  db,
  config: { dataDir, issuerKey, origin },
  now: clock.now,
  random,
});
const random = seededRandom('keys');
const CREDENTIAL = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiableCredential'],
  issuer: 'did:web:learn.example.org',
  credentialSubject: { id: 'https://example.org/somebody' },
};

beforeEach(async () => {
  clock = new TestClock();
  dataDir = join(folder, String(++count));
  await db.delete(issuerKeys);
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

describe('the key', () => {
  test('is made at its first use, readable by the operator alone, and stays the same', async () => {
    const first = await createIssuer(given()).signer();
    expect((await stat(issuerKeyPath(dataDir))).mode & 0o777).toBe(0o600);
    expect((await createIssuer(given()).signer()).key).toEqual(first.key);
    expect(await createIssuer(given()).keys()).toEqual([first.key]);
  });

  test('is made once where ten starts meet', async () => {
    const signers = await Promise.all(Array.from({ length: 10 }, () => createIssuer(given()).signer()));
    expect(new Set(signers.map(({ key }) => key.publicKeyMultibase)).size).toBe(1);
    expect(await createIssuer(given()).keys()).toHaveLength(1);
  });

  test('that was damaged is said to be, and no other is made in its place', async () => {
    await createIssuer(given()).signer();
    await writeFile(issuerKeyPath(dataDir), '{"seed":"sh');
    await expect(createIssuer(given()).signer()).rejects.toThrow('is damaged: put its backup back');
    expect(await readFile(issuerKeyPath(dataDir), 'utf8')).toBe('{"seed":"sh');
  });

  test('may be given, and then no file is made', async () => {
    const issuer = createIssuer(given(seedText(new Uint8Array(32).fill(3))));
    const { key } = await issuer.signer();
    expect(await issuer.keys()).toMatchObject([
      { publicKeyMultibase: key.publicKeyMultibase, retiredAt: null },
    ]);
    await expect(stat(issuerKeyPath(dataDir))).rejects.toThrow('ENOENT');
    await expect(rotateIssuerKey(given('A'.repeat(43)))).rejects.toThrow('ISSUER_KEY');
  });
});

describe('a rotation', () => {
  test('lets what was signed stay ours, and lets a running instance sign with the new key', async () => {
    const running = createIssuer(given());
    const before = await (await running.signer()).sign(CREDENTIAL, clock.now());
    clock.advance(60);
    const { retired, made } = await rotateIssuerKey(given());
    clock.advance(60);
    const { key, sign } = await running.signer();
    expect(key.publicKeyMultibase).toBe(made);
    const keys = await running.keys();
    expect(keys.map(({ publicKeyMultibase }) => publicKeyMultibase)).toEqual([retired, made]);
    expect(await verifySignature(before, { origin, keys })).toMatchObject({ signed: true });
    expect(await verifySignature(await sign(CREDENTIAL, clock.now()), { origin, keys })).toMatchObject({
      signed: true,
    });
  });

  test('takes the right to sign from the old key, whoever has it', async () => {
    const stolen = await createIssuer(given()).signer();
    clock.advance(60);
    await rotateIssuerKey(given());
    clock.advance(60);
    const keys = await createIssuer(given()).keys();
    expect(await verifySignature(await stolen.sign(CREDENTIAL, clock.now()), { origin, keys })).toEqual({
      signed: false,
      why: 'expired-key',
    });
  });

  test('that was cut off before the new key signs nothing with the old one, and is done again', async () => {
    const { key } = await createIssuer(given()).signer();
    await retireIssuerKey(db, key.publicKeyMultibase, clock.now());
    await expect(createIssuer(given()).signer()).rejects.toThrow('was retired: make a new one');
    const { made } = await rotateIssuerKey(given());
    expect((await createIssuer(given()).signer()).key.publicKeyMultibase).toBe(made);
  });
});
