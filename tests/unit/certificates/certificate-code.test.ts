import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CODE_BYTES, makeCode, parseCode } from '#lib/domain/certificates/certificate-code.ts';

const bytes = (first: number, rest: number) => new Uint8Array(CODE_BYTES).fill(rest).fill(first, 0, 1);
const anyBytes = fc.uint8Array({ minLength: CODE_BYTES, maxLength: CODE_BYTES });

test('seventeen bytes of ones are a code of Z', () => {
  expect(makeCode(bytes(255, 255))).toBe('ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZZ');
});

test('the first five bits are the first character', () => {
  expect(makeCode(bytes(8, 0))).toBe('10000-00000-00000-00000-000000');
});

test('fewer than 130 bits make no code', () => {
  expect(() => makeCode(new Uint8Array(16))).toThrow(RangeError);
});

test('a code is 26 characters in five groups, without I, L, O and U', () => {
  fc.assert(
    fc.property(anyBytes, (random) => {
      expect(makeCode(random)).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{6}$/);
    }),
  );
});

test('a change in any of the first 130 bits changes the code', () => {
  fc.assert(
    fc.property(anyBytes, fc.integer({ min: 0, max: 129 }), (random, bit) => {
      const other = Uint8Array.from(random);
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (128 >> (bit & 7));
      expect(makeCode(other)).not.toBe(makeCode(random));
    }),
  );
});

test('a code as printed is read as itself', () => {
  fc.assert(
    fc.property(anyBytes, (random) => {
      expect(parseCode(makeCode(random))).toBe(makeCode(random));
    }),
  );
});

test('a code mistyped in a forgivable way is read as printed', () => {
  const looksLike: Record<string, string[]> = {
    '0': ['0', 'O', 'o', '۰', '٠', '0'],
    '1': ['1', 'I', 'l', 'L', 'i', '۱'],
  };
  const gap = fc.constantFrom('', ' ', '-', '–', '\u00a0', '\u200f', ' - ');
  fc.assert(
    fc.property(anyBytes, fc.infiniteStream(gap), fc.infiniteStream(fc.nat()), (random, gaps, choices) => {
      const code = makeCode(random);
      const choose = <T>(from: T[]): T | undefined => from[Number(choices.next().value) % from.length];
      const typed = [...code.replaceAll('-', '')]
        .map((letter) => choose(looksLike[letter] ?? [letter, letter.toLowerCase()]))
        .map((letter) => `${letter}${String(gaps.next().value)}`)
        .join('');
      expect(parseCode(typed)).toBe(code);
    }),
  );
});

test.each([
  [' 7q4km 2xd9p o0000 iL000 000000', '7Q4KM-2XD9P-00000-11000-000000'],
  ['7Q4KM2XD9P0000011000000000', '7Q4KM-2XD9P-00000-11000-000000'],
  ['7Q4KM—2XD9P‑00000–11000−000000', '7Q4KM-2XD9P-00000-11000-000000'],
  [
    'https://learn.example.org/verify/7q4km-2xd9p-00000-11000-000000?from=qr',
    '7Q4KM-2XD9P-00000-11000-000000',
  ],
])('%s is read as %s', (typed, code) => {
  expect(parseCode(typed)).toBe(code);
});

test.each([
  [''],
  ['7Q4KM-2XD9P'],
  ['7Q4KM-2XD9P-00000-11000-0000000'],
  ['UQ4KM-2XD9P-00000-11000-000000'],
  ['!Q4KM-2XD9P-00000-11000-000000'],
  ['ق4KMA-2XD9P-00000-11000-000000'],
  ['\0'],
  ['0'.repeat(100_000)],
])('%j is no code', (typed) => {
  expect(parseCode(typed)).toBeNull();
});
