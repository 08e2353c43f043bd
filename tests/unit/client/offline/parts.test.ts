import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PART_BYTES, partCount, partRange, rangeOf, streamOf } from '#lib/client/offline/parts.ts';

describe('a Range header', () => {
  test.each([
    [null, null],
    ['bytes=0-', { start: 0, end: 999 }],
    ['bytes=900-', { start: 900, end: 999 }],
    ['bytes=10-19', { start: 10, end: 19 }],
    ['bytes=990-5000', { start: 990, end: 999 }],
    ['bytes=-100', { start: 900, end: 999 }],
    ['bytes=-5000', { start: 0, end: 999 }],
    ['bytes=1000-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=20-10', null],
    ['bytes=0-1,5-6', null],
    ['pages=1-2', null],
    ['bytes=-', null],
  ])('%s of 1,000 bytes', (header, expected) => {
    expect(rangeOf(header, 1_000)).toEqual(expected);
  });
});

test('the parts of a file cover it without a gap', () => {
  const bytes = 2 * PART_BYTES + 7;
  expect(partCount(bytes)).toBe(3);
  expect([0, 1, 2].map((part) => partRange(part, bytes))).toEqual([
    { start: 0, end: PART_BYTES - 1 },
    { start: PART_BYTES, end: 2 * PART_BYTES - 1 },
    { start: 2 * PART_BYTES, end: 2 * PART_BYTES + 6 },
  ]);
});

test('any range streamed out of parts is the same bytes, and reads no part that it does not need', async () => {
  const bytes = new Uint8Array(2 * PART_BYTES + 100).map((_byte, index) => index % 251);
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: bytes.length - 1 }),
      fc.nat({ max: bytes.length - 1 }),
      async (one, other) => {
        const [start, end] = [Math.min(one, other), Math.max(one, other)];
        const read: number[] = [];
        const stream = streamOf({ start, end }, async (part) => {
          read.push(part);
          return bytes.slice(part * PART_BYTES, (part + 1) * PART_BYTES);
        });
        const got = new Uint8Array(await new Response(stream).arrayBuffer());
        expect(Buffer.compare(got, bytes.subarray(start, end + 1))).toBe(0);
        expect(read[0]).toBe(Math.floor(start / PART_BYTES));
        expect(read.at(-1)).toBe(Math.floor(end / PART_BYTES));
      },
    ),
    { numRuns: 20 },
  );
});
