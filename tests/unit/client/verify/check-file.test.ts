import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkFile, CheckError, type ChosenFile } from '#lib/client/verify/check-file.ts';
import { FileChecks } from '#lib/client/verify/file-checks.svelte.ts';
import { certificateCredential } from '#lib/domain/certificates/credential.ts';
import { LARGEST_FILE_BYTES } from '#lib/domain/certificates/issued-file.ts';
import { openSigner } from '#lib/server/certificates/credential/sign-credential.ts';
import { bakedSvg } from '../../../support/badge-pictures.ts';
import { codeNumber, snapshotOf } from '../../../support/factories/certificates.ts';

const origin = 'https://learn.example.org';
const code = codeNumber(1);
const pdf = `%PDF-1.7 ${origin}/verify/${code}`;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const fileOf = (content: string | Uint8Array, name = 'certificate.pdf'): ChosenFile =>
  new File([content as BlobPart], name);
const nothing = () => undefined;

const signer = await openSigner({
  seed: new Uint8Array(32).fill(7),
  createdAt: new Date('2026-01-01T00:00:00Z'),
  origin,
});
const urls = { verify: `${origin}/verify/${code}`, course: `${origin}/c`, statusList: `${origin}/s` };
const signed = await signer.sign(
  certificateCredential(snapshotOf(), { code, statusIndex: 0, urls }),
  new Date('2026-03-02T08:00:00Z'),
);
const credential = `${JSON.stringify(signed, null, 2)}\n`;
const { publicKeyMultibase } = signer.key;
const record = {
  ...{
    code,
    kind: 'certificate',
    state: 'valid',
    credentialSha256: sha256(credential),
    pdfSha256: sha256(pdf),
  },
  issuer: {
    name: 'Pathways',
    keys: [{ publicKeyMultibase, createdAt: '2026-01-01T00:00:00Z', retiredAt: null }],
  },
};

let asked: [string, RequestInit | undefined][];
let answer: (address: string) => Response;

beforeEach(() => {
  asked = [];
  answer = (address) =>
    address.endsWith(code) ? Response.json(record) : Response.json({ code: 'not-found' }, { status: 404 });
  vi.stubGlobal('fetch', async (address: string, init?: RequestInit) => {
    asked.push([address, init]);
    return Promise.resolve().then(() => answer(address));
  });
});
afterEach(() => vi.unstubAllGlobals());

const problemOf = (file: ChosenFile) =>
  checkFile(file, nothing).then(
    () => null,
    (error: unknown) => (error instanceof CheckError ? error.problem : error),
  );

describe('a file', () => {
  test('is valid by its bytes and signature, and nothing but its code is asked after', async () => {
    expect((await checkFile(fileOf(pdf), nothing)).verdict).toEqual({ answer: 'valid', code });
    expect((await checkFile(fileOf(credential), nothing)).verdict).toEqual({ answer: 'valid', code });
    expect((await checkFile(fileOf(bakedSvg(credential)), nothing)).verdict).toEqual({
      answer: 'valid',
      code,
    });
    expect(asked).toEqual(Array(3).fill([`/api/verify/${code}`, undefined]));
  });

  test('with one byte changed is changed', async () => {
    for (const forged of [pdf.replace('1.7', '1.6'), credential.replace('Sara', 'Lara')])
      expect((await checkFile(fileOf(forged), nothing)).verdict).toMatchObject({ answer: 'changed', code });
  });

  test('that names no code asks nothing; one that names unknown codes is not ours', async () => {
    expect((await checkFile(fileOf('%PDF-'), nothing)).verdict).toEqual({
      answer: 'not-ours',
      why: 'no-code',
    });
    expect(asked).toEqual([]);
    expect((await checkFile(fileOf(codeNumber(9)), nothing)).verdict).toEqual({
      answer: 'not-ours',
      why: 'unknown-code',
    });
  });

  test('tells how far it is read', async () => {
    const parts: number[] = [];
    await checkFile(fileOf('x'.repeat(300_000)), (part) => parts.push(part));
    expect(parts.at(-1)).toBe(1);
    expect(parts).toEqual([...parts].sort((a, b) => a - b));
  });
});

describe('no verdict, but a reason', () => {
  test('is given for a file that is too large, without reading it', async () => {
    const huge = {
      ...{ name: 'a', size: LARGEST_FILE_BYTES + 1 },
      stream: () => expect.fail('It was read.'),
    };
    expect(await problemOf(huge)).toBe('too-large');
  });

  test('is given for a file that went away or grew while it was read', async () => {
    const failing = () => new ReadableStream({ start: (controller) => controller.error(new Error('gone')) });
    expect(await problemOf({ name: 'a', size: 5, stream: failing } as ChosenFile)).toBe('unreadable');
    expect(await problemOf({ name: 'a', size: 1, stream: () => fileOf(pdf).stream() })).toBe('unreadable');
  });

  test('is given when the site is not there, or has had enough', async () => {
    answer = () => Response.json({}, { status: 429 });
    expect(await problemOf(fileOf(pdf))).toBe('too-many');
    answer = () => Response.json({}, { status: 500 });
    expect(await problemOf(fileOf(pdf))).toBe('unreachable');
    answer = () => {
      throw new TypeError('no line');
    };
    expect(await problemOf(fileOf(pdf))).toBe('unreachable');
  });
});

describe('without TLS, where browsers have no WebCrypto', () => {
  beforeEach(() => vi.stubGlobal('crypto', {}));

  test('a PDF is judged by its hash all the same', async () => {
    expect((await checkFile(fileOf(pdf), nothing)).verdict).toEqual({ answer: 'valid', code });
  });

  test('a credential is not called valid: it has to be sent', async () => {
    expect(await problemOf(fileOf(credential))).toBe('no-tls');
    expect(await problemOf(fileOf(bakedSvg(credential)))).toBe('no-tls');
  });
});

test('several files are checked one after the other, the newest on top, and one that fails stops none', async () => {
  const order: string[] = [];
  const checks = new FileChecks(async (file) => {
    order.push(`begin ${file.name}`);
    await Promise.resolve();
    order.push(`end ${file.name}`);
    if (file.name === 'b') throw new CheckError('unreachable');
    return { kind: 'other', verdict: { answer: 'not-ours', why: 'no-code' }, records: [] };
  });
  checks.add([fileOf('', 'a'), fileOf('', 'b')]);
  checks.add([fileOf('', 'c')]);
  expect(checks.files.map(({ name, isDone }) => [name, isDone])).toEqual([
    ['c', false],
    ['b', false],
    ['a', false],
  ]);
  await checks.settled;
  expect(order).toEqual(['begin a', 'end a', 'begin b', 'end b', 'begin c', 'end c']);
  expect(checks.files.map(({ problem }) => problem)).toEqual([null, 'unreachable', null]);
});
