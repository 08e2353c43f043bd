import { describe, expect, test } from 'vitest';
import { moduleCounts } from '#lib/domain/cohorts/module-counts.ts';
import { cohortReport, FEWEST_ANSWERS } from '#lib/domain/cohorts/report.ts';
import type { Tally, TallyKind } from '#lib/domain/cohorts/tallies.ts';

const tally = (moduleKey: string, kind: TallyKind, amount: number, key = ''): Tally => ({
  cohortId: 'a',
  moduleKey,
  kind,
  key,
  amount,
});
const TODAY = '2026-11-27';

describe('the report of a cohort', () => {
  const report = cohortReport(
    [
      tally('', 'learners', 40),
      tally('', 'standing', 10, 'not-started'),
      tally('', 'standing', 18, 'in-progress'),
      tally('', 'standing', 12, 'finished'),
      tally('', 'active', 3, '2026-11-27'),
      tally('', 'active', 4, '2026-10-31'),
      tally('', 'active', 9, '2026-10-30'),
      tally('', 'finished', 5, '2026-11-10'),
      tally('', 'finished', 7, '2026-11-24'),
      tally('', 'country', 2, ''),
      tally('', 'country', 8, 'IR'),
      tally('', 'country', 30, 'KZ'),
      tally('', 'marks', 1500),
      tally('', 'marked', 20),
      tally('steel', 'complete', 20),
      tally('steel', 'useful', 3, '5'),
      tally('cement', 'useful', 2, '3'),
    ],
    ['steel', 'cement'],
    TODAY,
  );

  test('says how many started, finished and were here in the last four weeks', () => {
    expect(report).toMatchObject({
      learners: 40,
      started: 30,
      finished: 12,
      finishedPercent: 30,
      active: 7,
      meanPercent: 75,
    });
  });

  test('says how many completed each module, also where nobody did', () => {
    expect(report.modules.map(({ key, count, percent }) => [key, count, percent])).toEqual([
      ['steel', 20, 50],
      ['cement', 0, 0],
    ]);
  });

  test('has weeks without a gap, countries by number, and who did not say one', () => {
    expect(report.weeks.map(({ count }) => count)).toEqual([5, 0, 7]);
    expect(report.countries).toEqual({
      named: [
        { code: 'KZ', count: 30 },
        { code: 'IR', count: 8 },
      ],
      others: { count: 0, countries: 0 },
      notSaid: 2,
    });
  });

  test('tells usefulness from five answers on', () => {
    expect(report.useful).toEqual({ answers: 5, mean: 4.2, counts: [0, 0, 2, 0, 3] });
    const few = [tally('steel', 'useful', FEWEST_ANSWERS - 1, '1')];
    expect(cohortReport(few, ['steel'], TODAY).useful).toBeNull();
  });

  test('of nobody has no shares', () => {
    expect(cohortReport([], ['steel'], TODAY)).toMatchObject({
      learners: 0,
      finishedPercent: null,
      meanPercent: null,
      weeks: [{ week: '2026-11-23', count: 0 }],
      useful: null,
    });
  });

  test('names at most twelve countries, and the others as one sum', () => {
    const codes = ['AA', 'AB', 'AC', 'AD', 'AE', 'AF', 'AG', 'AH', 'AI', 'AJ', 'AK', 'AL', 'AM', 'AN'];
    const countries = (count: number) =>
      cohortReport(
        codes.slice(0, count).map((code) => tally('', 'country', 1, code)),
        [],
        TODAY,
      ).countries;
    expect(countries(13).named).toHaveLength(13);
    expect(countries(14)).toMatchObject({ others: { count: 2, countries: 2 } });
    expect(countries(14).named).toHaveLength(12);
  });
});

describe('the counts of a module', () => {
  test('are the steps of the way, the days it took and how often each part was watched', () => {
    const counts = moduleCounts(
      [
        tally('steel', 'opened', 30),
        tally('steel', 'passed', 12),
        tally('steel', 'complete', 5),
        tally('steel', 'marks', 400),
        tally('steel', 'marked', 5),
        tally('steel', 'days', 4, '2'),
        tally('steel', 'days', 1, '9'),
        tally('steel', 'seen', 2, 'lecture@'),
        tally('steel', 'seconds', 20, 'lecture@0'),
        tally('steel', 'seconds', 5, 'lecture@1'),
        tally('steel', 'seconds', 99, 'lecture@7'),
      ],
      40,
      [
        { key: 'lecture', lengthSeconds: 15 },
        { key: 'other', lengthSeconds: 15 },
      ],
    );
    expect(counts.steps.map(({ key, count, percent }) => [key, count, percent])).toEqual([
      ['opened', 30, 75],
      ['read', 0, 0],
      ['watched', 0, 0],
      ['quiz-started', 0, 0],
      ['passed', 12, 30],
    ]);
    expect(counts).toMatchObject({ complete: 5, meanPercent: 80, marked: 5 });
    expect(counts.days).toMatchObject({ n: 5, median: 2, greatest: 9 });
    expect(counts.segments).toEqual([
      { key: 'lecture', lengthSeconds: 15, pieceSeconds: 10, watchers: [2, 1] },
    ]);
  });

  test('join pieces of a long segment, and measure one whose length nobody knows by what was watched', () => {
    const watched = [
      tally('', 'seen', 3, 'talk@'),
      tally('', 'seconds', 10, 'talk@0'),
      tally('', 'seconds', 30, 'talk@450'),
    ];
    const [heat] = moduleCounts(watched, 3, [{ key: 'talk', lengthSeconds: null }]).segments;
    expect(heat).toMatchObject({ lengthSeconds: 4510, pieceSeconds: 30 });
    expect(heat?.watchers).toHaveLength(151);
    expect(heat?.watchers[0]).toBe(0.3);
    expect(heat?.watchers[150]).toBe(3);
  });

  test('of nobody are nothing', () => {
    expect(moduleCounts([], 0, [{ key: 'lecture', lengthSeconds: 15 }])).toMatchObject({
      learners: 0,
      complete: 0,
      meanPercent: null,
      days: null,
      bins: [],
      segments: [],
    });
  });
});
