import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JOIN_CODE_BYTES, makeJoinCode } from '#lib/domain/cohorts/join-code.ts';

test('a join code is sixteen characters that are not taken for each other', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: JOIN_CODE_BYTES, maxLength: JOIN_CODE_BYTES }), (bytes) => {
      expect(makeJoinCode(bytes)).toMatch(/^[2-9a-hjkmnp-z]{16}$/);
    }),
  );
});

test('equal bytes make equal codes, other bytes others', () => {
  expect(makeJoinCode(new Uint8Array(32))).toBe('2222222222222222');
  expect(makeJoinCode(new Uint8Array(32).fill(1))).toBe('3333333333333333');
});

test('a byte that would favour some letters is skipped', () => {
  expect(makeJoinCode(Uint8Array.from([255, 248, ...new Uint8Array(30)]))).toBe('2222222222222222');
  expect(makeJoinCode(new Uint8Array(32).fill(255))).toHaveLength(16);
});

test('too little chance is refused', () =>
  expect(() => makeJoinCode(new Uint8Array(31))).toThrow(RangeError));
