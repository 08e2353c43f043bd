import { describe, expect, test } from 'vitest';
import { heatOf, segmentCounts } from '#lib/domain/analysis/segment-counts.ts';
import type { Tally, TallyKind } from '#lib/domain/cohorts/tallies.ts';

const tally = (kind: TallyKind, key: string, amount: number, cohortId = 'a'): Tally => ({
  cohortId,
  moduleKey: 'm',
  kind,
  key,
  amount,
});
const segment = (lengthSeconds: number | null) => ({ key: 's', lengthSeconds });

describe('the drawing of a segment', () => {
  test('divides the seconds watched by those that a piece has, also the last', () => {
    const tallies = [tally('seen', 's@', 2), tally('seconds', 's@0', 20), tally('seconds', 's@1', 5)];
    expect(heatOf(tallies, segment(15))).toEqual({ lengthSeconds: 15, pieceSeconds: 10, watchers: [2, 1] });
  });

  test('joins tens where there would be too many pieces', () => {
    const tallies = [tally('seen', 's@', 1), tally('seconds', 's@2', 10), tally('seconds', 's@3', 10)];
    expect(heatOf(tallies, segment(3_600))).toMatchObject({ pieceSeconds: 20 });
    expect(heatOf(tallies, segment(3_600)).watchers.slice(0, 3)).toEqual([0, 1, 0]);
  });

  test('leaves out what lies beyond the end, and shows no more watchers than there are', () => {
    const tallies = [
      tally('seen', 's@', 2),
      ...['0', '1', '2'].map((ten) => tally('seconds', `s@${ten}`, 20)),
    ];
    expect(heatOf(tallies, segment(12)).watchers).toEqual([2, 2]);
  });

  test.each([
    ['the course', [tally('length', 's@600', 3)], 120, 120],
    ['most players', [tally('length', 's@600', 1), tally('length', 's@90', 3)], null, 90],
    [
      'the shorter of two that as many measured',
      [tally('length', 's@600', 1), tally('length', 's@90', 1)],
      null,
      90,
    ],
    ['the furthest ten that anybody watched', [tally('seconds', 's@9', 4)], null, 100],
    ['nobody', [tally('seconds', 'other@9', 4)], null, null],
  ])('is as long as %s says', (_who, tallies, authored, seconds) => {
    expect(heatOf(tallies, segment(authored)).lengthSeconds).toBe(seconds);
  });
});

describe('the counts of a segment', () => {
  test('are those of all cohorts together, and of no other segment', () => {
    const tallies = [
      tally('followed', 's@', 3),
      tally('followed', 's@', 2, 'b'),
      tally('followed', 'other@', 9),
      tally('seen', 's@', 4),
      tally('covered', 's@', 2),
      tally('source', 's@youtube', 1),
      tally('source', 's@', 3),
      tally('way', 's@video', 4),
      tally('way', 's@transcript', 1),
      tally('stop', 's@1', 1),
      tally('stop', 's@2', 1),
      tally('stop', 's@99', 1),
    ];
    expect(segmentCounts(tallies, 40, segment(120))).toMatchObject({
      people: 40,
      withEvidence: 5,
      watched: 4,
      covered: 2,
      stops: [
        { atSeconds: 10, count: 1 },
        { atSeconds: 20, count: 1 },
        { atSeconds: 110, count: 1 },
      ],
      sources: [
        { source: null, count: 3 },
        { source: 'youtube', count: 1 },
      ],
      ways: { video: 4, audio: 0, transcript: 1 },
    });
  });
});
