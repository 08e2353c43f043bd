import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  axisMarks,
  extremesOf,
  mostCommonStop,
  MOST_PIECES,
  pieceSecondsOf,
  heatRows,
  stretchesOf,
} from '#lib/domain/analysis/segment-evidence.ts';
import { TEN_SECONDS } from '#lib/domain/cohorts/tallies.ts';

test.each([
  [0, 10],
  [150, 10],
  [2_000, 10],
  [2_001, 20],
  [3_600, 20],
  [86_400, 440],
])('a segment of %d s has pieces of %d s', (length, piece) => {
  expect(pieceSecondsOf(length)).toBe(piece);
  expect(Math.ceil(length / piece)).toBeLessThanOrEqual(MOST_PIECES);
  expect(piece % TEN_SECONDS).toBe(0);
});

describe('where most stop', () => {
  const stop = (atSeconds: number, count: number) => ({ atSeconds, count });

  test.each([
    ['nobody stopped', [], null],
    ['one alone did', [stop(40, 1)], 40],
    ['no two did at the same place', [stop(40, 1), stop(200, 1)], null],
    ['a place has the most', [stop(40, 2), stop(200, 5), stop(300, 1)], 200],
    ['two places have as many', [stop(40, 3), stop(200, 3)], 40],
  ])('when %s', (_when, stops, at) => {
    expect(mostCommonStop(stops)?.atSeconds ?? null).toBe(at);
  });
});

describe('the drawing in words', () => {
  const given = { watchers: [3, 3, 1], pieceSeconds: 10, lengthSeconds: 25 };

  test('joins neighbours with the same number, and ends with the segment', () => {
    expect(stretchesOf(given)).toEqual([
      { range: [0, 20], watchers: 3 },
      { range: [20, 25], watchers: 1 },
    ]);
  });

  test('as a table has the stops of each line, and one line for what reads the same', () => {
    const stops = [
      { atSeconds: 10, count: 1 },
      { atSeconds: 20, count: 2 },
    ];
    expect(heatRows({ ...given, watchers: [3, 3.04, 1], stops })).toEqual([
      { fromSeconds: 0, toSeconds: 20, watchers: 3, stops: 1 },
      { fromSeconds: 20, toSeconds: 25, watchers: 1, stops: 2 },
    ]);
  });

  test('names the most and the least watched part', () => {
    expect(extremesOf(stretchesOf(given))).toMatchObject({
      most: { watchers: 3 },
      least: { range: [20, 25] },
    });
  });

  test('names none where all is alike, or nothing is there', () => {
    expect(extremesOf(stretchesOf({ ...given, watchers: [2, 2, 2] }))).toBeNull();
    expect(extremesOf(stretchesOf({ ...given, watchers: [] }))).toBeNull();
  });
});

test('the axis of any length begins at 0 and has at most five round marks within it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 86_400 }), (length) => {
      const marks = axisMarks(length);
      expect(marks[0]).toBe(0);
      expect(marks.length).toBeLessThanOrEqual(5);
      expect(marks.at(-1)).toBeLessThanOrEqual(length);
    }),
  );
  expect(axisMarks(400)).toEqual([0, 120, 240, 360]);
});
