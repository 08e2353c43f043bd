import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clipRanges,
  formatMultirange,
  mergeRanges,
  missingRanges,
  parseMultirange,
  secondsIn,
  type Range,
} from '#lib/domain/progress/watched-ranges.ts';

const ranges = fc.array(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 })));

/** The straightforward way: a set of seconds. */
const asSet = (list: readonly Range[]) =>
  new Set(list.flatMap(([from, to]) => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)));

test('a segment seen twice counts once', () => {
  expect(
    secondsIn([
      [0, 60],
      [0, 60],
    ]),
  ).toBe(60);
});

test('touching and overlapping ranges are joined, empty and backward ones dropped', () => {
  expect(
    mergeRanges([
      [90, 120],
      [0, 30],
      [30, 60],
      [50, 70],
      [5, 5],
      [9, 3],
    ]),
  ).toEqual([
    [0, 70],
    [90, 120],
  ]);
});

test('only whole seconds count, and nothing before the beginning', () => {
  expect(
    mergeRanges([
      [-5, 2.9],
      [3.2, 6.8],
      [Number.NaN, 4],
      [0, Number.POSITIVE_INFINITY],
    ]),
  ).toEqual([
    [0, 2],
    [4, 6],
  ]);
});

test('what lies beyond the segment is cut', () => {
  expect(clipRanges([[100, 500]], 120)).toEqual([[100, 120]]);
});

describe('for any ranges', () => {
  test('merging is a union of seconds, whatever the order', () => {
    fc.assert(
      fc.property(ranges, ranges, (a, b) => {
        const merged = mergeRanges([...a, ...b]);
        expect(merged).toEqual(mergeRanges([...b, ...a]));
        expect(asSet(merged)).toEqual(asSet([...a, ...b]));
      }),
    );
  });

  test('merging again changes nothing', () => {
    fc.assert(
      fc.property(ranges, (a) => {
        expect(mergeRanges(mergeRanges(a))).toEqual(mergeRanges(a));
      }),
    );
  });

  test('the text form of Postgres is read back as written', () => {
    fc.assert(
      fc.property(ranges, (a) => {
        expect(parseMultirange(formatMultirange(a))).toEqual(mergeRanges(a));
      }),
    );
  });
});

test.each(['', '{[1,2]}', '{(1,2)}', '[1,2)', '{[1,2),}', 'null'])('%j is no multirange', (text) => {
  expect(() => parseMultirange(text)).toThrow(TypeError);
});

test('what is missing and what is known make up the segment, without the crumbs', () => {
  expect(
    missingRanges(
      [
        [0, 30],
        [90, 120],
      ],
      150,
    ),
  ).toEqual([
    [30, 90],
    [120, 150],
  ]);
  expect(missingRanges([], 150)).toEqual([[0, 150]]);
  expect(missingRanges([[0, 148]], 150, 5)).toEqual([]);
  fc.assert(
    fc.property(ranges, fc.integer({ min: 1, max: 300 }), (known, length) => {
      const missing = missingRanges(known, length);
      expect(secondsIn(missing) + secondsIn(clipRanges(known, length))).toBe(length);
      expect(mergeRanges([...missing, ...clipRanges(known, length)])).toEqual([[0, length]]);
    }),
  );
});
