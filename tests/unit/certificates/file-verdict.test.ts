import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeFile, type FileFacts, type KnownRecord } from '#lib/domain/certificates/file-verdict.ts';
import { readIssuedFile } from '#lib/domain/certificates/issued-file.ts';
import { codeNumber } from '../../support/factories/certificates.ts';

const code = codeNumber(1);
const known: KnownRecord = { code, state: 'valid', credentialSha256: 'c', pdfSha256: 'p' };
const other: KnownRecord = { code: codeNumber(2), state: 'valid', credentialSha256: 'C', pdfSha256: 'P' };
const pdf: FileFacts = { kind: 'pdf', sha256: 'p', codes: [code], records: [known], signature: null };
const json: FileFacts = { ...pdf, kind: 'credential', sha256: 'c', signature: 'fits' };
const judge = (facts: FileFacts, change: Partial<FileFacts> = {}) => judgeFile({ ...facts, ...change });

describe('the very file that was issued', () => {
  test.each([
    ['a PDF', pdf],
    ['a credential', json],
    ['a badge picture', { ...json, kind: 'badge' } as const],
  ])('%s is valid, revoked or superseded as its code is', (_what, facts) => {
    for (const state of ['valid', 'revoked', 'superseded'] as const)
      expect(judge(facts, { records: [{ ...known, state }] })).toEqual({ answer: state, code });
  });

  test('is found also when it names another certificate first', () => {
    expect(judge(pdf, { records: [other, known] })).toEqual({ answer: 'valid', code });
  });

  test.each(['unsigned', 'changed', 'expired-key', null] as const)(
    'is never valid when its signature is %s',
    (signature) => {
      for (const kind of ['credential', 'badge'] as const)
        expect(judge(json, { kind, signature })).toEqual({ answer: 'not-ours', why: 'signature' });
    },
  );
});

describe('a file with other bytes', () => {
  test('is changed where we know a code in it', () => {
    expect(judge(pdf, { sha256: 'x' })).toEqual({ answer: 'changed', code, signatureFits: false });
  });

  test('is changed also where its signature fits, and that is said', () => {
    expect(judge(json, { sha256: 'x' })).toEqual({ answer: 'changed', code, signatureFits: true });
  });

  test.each(['unsigned', 'changed', 'expired-key'] as const)(
    'is changed where its signature is %s',
    (signature) => {
      expect(judge(json, { sha256: 'x', signature })).toEqual({
        answer: 'changed',
        code,
        signatureFits: false,
      });
    },
  );

  test('is changed when the link of another certificate was pasted into it', () => {
    expect(judge(pdf, { sha256: 'x', records: [other] })).toMatchObject({
      answer: 'changed',
      code: other.code,
    });
  });

  test('is changed when its bytes are those of another kind of file, or there is none of its kind', () => {
    expect(judge(pdf, { sha256: 'c' })).toMatchObject({ answer: 'changed' });
    expect(judge(json, { sha256: 'p' })).toMatchObject({ answer: 'changed' });
    expect(judge(pdf, { kind: 'other' })).toMatchObject({ answer: 'changed' });
    expect(judge(pdf, { records: [{ ...known, pdfSha256: null }] })).toMatchObject({ answer: 'changed' });
  });
});

describe('a file that names no code that we know', () => {
  test('is not ours, whatever its signature says', () => {
    for (const signature of ['fits', 'unsigned', 'expired-key', null] as const)
      expect(judge(json, { records: [], signature })).toEqual({ answer: 'not-ours', why: 'unknown-code' });
    expect(judge(pdf, { records: [], codes: [] })).toEqual({ answer: 'not-ours', why: 'no-code' });
  });
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** As both sides do it, with a world of one certificate. */
function verdictOn(bytes: Uint8Array, record: KnownRecord) {
  const { kind, compared, codes } = readIssuedFile(bytes);
  const records = codes.includes(record.code) ? [record] : [];
  // The best that a forger could have.
  return judgeFile({ kind, sha256: sha256(compared), codes, records, signature: 'fits' });
}

const encoder = new TextEncoder();
const files = {
  PDF: encoder.encode(
    `%PDF-1.7\n1 0 obj\n<dc:identifier>https://a.example/verify/${code}</dc:identifier>\n%%EOF`,
  ),
  credential: encoder.encode(`{ "id": "https://a.example/verify/${code}", "proof": [] }`),
};

test.each(Object.entries(files))('one byte changed anywhere in a %s is never valid', (_what, bytes) => {
  const record: KnownRecord = {
    code,
    state: 'valid',
    credentialSha256: sha256(bytes),
    pdfSha256: sha256(bytes),
  };
  expect(verdictOn(bytes, record)).toEqual({ answer: 'valid', code });
  for (let at = 0; at < bytes.length; at++)
    for (const change of [1, 32, 128]) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ change;
      expect(['changed', 'not-ours']).toContain(verdictOn(changed, record).answer);
    }
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
      fc.pre(bytes[at] !== byte);
      const changed = bytes.slice();
      changed[at] = byte;
      return verdictOn(changed, record).answer !== 'valid';
    }),
  );
});

test('bytes added, taken away or put in twice are never valid', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.uint8Array({ minLength: 1, maxLength: 20 }), (at, added) => {
      const bytes = files.PDF;
      const record: KnownRecord = { code, state: 'valid', credentialSha256: null, pdfSha256: sha256(bytes) };
      const longer = new Uint8Array([...bytes.subarray(0, at), ...added, ...bytes.subarray(at)]);
      return [longer, bytes.subarray(0, at), bytes.subarray(at + 1)].every(
        (file) => verdictOn(file, record).answer !== 'valid',
      );
    }),
  );
});

test('no bytes at all bring down the reading of a file', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 400 }),
      fc.constantFrom('%PDF-', '{', '<svg ', '\x89PNG\r\n\x1a\n', ''),
      (body, head) => {
        const bytes = new Uint8Array([...[...head].map((letter) => letter.charCodeAt(0)), ...body]);
        return (
          verdictOn(bytes, { code, state: 'valid', credentialSha256: null, pdfSha256: null }).answer ===
          'not-ours'
        );
      },
    ),
  );
});
