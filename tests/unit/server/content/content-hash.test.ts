import { expect, test } from 'vitest';
import { contentHash } from '#lib/server/content/content-hash.ts';

test('the order of keys does not change a hash, the order of a list does', () => {
  expect(contentHash({ a: 1, b: { c: 2, d: 3 } })).toBe(contentHash({ b: { d: 3, c: 2 }, a: 1 }));
  expect(contentHash([1, 2])).not.toBe(contentHash([2, 1]));
});

test('a key without a value is as if it were not there', () => {
  expect(contentHash({ a: 1, b: undefined })).toBe(contentHash({ a: 1 }));
});

test('null, a text and a number of the same look differ', () => {
  const hashes = [null, 'null', 1, '1', [], {}, ''].map((value) => contentHash({ value }));
  expect(new Set(hashes).size).toBe(hashes.length);
});
