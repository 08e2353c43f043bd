import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { funnelOf, greatestLoss } from '#lib/domain/charts/funnel.ts';
import { labelled, scaleTo } from '#lib/domain/charts/scale.ts';
import { byWeek, greatestOf, topOf, weekOf, type ChartValue } from '#lib/domain/charts/series.ts';
import { binsOf, spreadOf } from '#lib/domain/charts/spread.ts';

const values = (...given: number[]): ChartValue[] =>
  given.map((value, index) => ({ key: String(index), label: `Value ${index}`, value }));

describe('a scale', () => {
  test.each([
    [7, [0, 2, 4, 6, 8]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [40, [0, 10, 20, 30, 40]],
    [1_234_567, [0, 500_000, 1_000_000, 1_500_000]],
    [0, [0, 1]],
    [-3, [0, 1]],
  ])('to %d stands at %j', (greatest, ticks) => {
    expect(scaleTo(greatest)).toEqual({ top: ticks.at(-1), ticks });
  });

  test('holds every value in at most four steps of whole numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (greatest) => {
        const { top, ticks } = scaleTo(greatest);
        expect(top).toBeGreaterThanOrEqual(greatest);
        expect(ticks.length).toBeLessThanOrEqual(5);
        expect(ticks.every(Number.isInteger)).toBe(true);
      }),
    );
  });

  test('labels the newest column and every nth before it', () => {
    expect([...labelled(12, 5)]).toEqual([2, 5, 8, 11]);
    expect([...labelled(3, 5)]).toEqual([0, 1, 2]);
    expect([...labelled(0, 5)]).toEqual([]);
  });
});

describe('values', () => {
  test('of nothing have no greatest', () => {
    expect(greatestOf([])).toBeNull();
    expect(greatestOf(values(0, 0))).toBeNull();
    expect(greatestOf(values(2, 5, 5))?.key).toBe('1');
  });

  test('beyond the room are one sum, but a single one is shown', () => {
    const top = topOf(values(1, 5, 2, 3), 2);
    expect(top.shown.map(({ value }) => value)).toEqual([5, 3]);
    expect(top.rest).toEqual({ value: 3, count: 2 });
    expect(topOf(values(1, 5, 2), 2)).toMatchObject({ rest: { value: 0, count: 0 } });
    expect(topOf(values(0, 0), 2)).toEqual({ shown: [], rest: { value: 0, count: 0 } });
  });

  test('by day become weeks without a gap, up to today', () => {
    expect(weekOf('2026-11-27')).toBe('2026-11-23');
    expect(weekOf('2026-11-23')).toBe('2026-11-23');
    expect(weekOf('2026-11-22')).toBe('2026-11-16');
    const days = [
      { day: '2026-11-10', count: 2 },
      { day: '2026-11-24', count: 1 },
    ];
    expect(byWeek(days, '2026-11-27').map(({ week, count }) => [week, count])).toEqual([
      ['2026-11-09', 2],
      ['2026-11-16', 0],
      ['2026-11-23', 1],
    ]);
    expect(byWeek([], '2026-11-27')).toEqual([{ week: '2026-11-23', count: 0 }]);
    expect(byWeek(days, '2026-11-27', 2)).toHaveLength(2);
  });
});

describe('a funnel', () => {
  const steps = funnelOf(40, [
    { key: 'opened', count: 30 },
    { key: 'passed', count: 12 },
  ]);

  test('has the share of everybody, and what each step lost', () => {
    expect(steps).toEqual([
      { key: 'opened', count: 30, percent: 75, lost: 10 },
      { key: 'passed', count: 12, percent: 30, lost: 18 },
    ]);
    expect(greatestLoss(steps)).toMatchObject({ step: { key: 'passed' }, before: { key: 'opened' } });
  });

  test('of nobody has no share, and where nobody is lost there is no such place', () => {
    expect(funnelOf(0, [{ key: 'opened', count: 0 }])[0]).toMatchObject({ percent: null, lost: 0 });
    expect(greatestLoss(funnelOf(2, [{ key: 'opened', count: 2 }]))).toBeNull();
    expect(greatestLoss([])).toBeNull();
  });
});

describe('a spread', () => {
  test('is of numbers that occurred', () => {
    const counted = [
      { value: 30, count: 1 },
      { value: 1, count: 2 },
      { value: 3, count: 3 },
      { value: 9, count: 0 },
    ];
    expect(spreadOf(counted)).toEqual({ n: 6, median: 3, quartiles: [1, 3], least: 1, greatest: 30 });
    expect(spreadOf([])).toBeNull();
    expect(spreadOf([{ value: 4, count: 1 }])).toMatchObject({ median: 4, quartiles: [4, 4] });
  });

  test('is drawn in at most twelve columns that hold everybody', () => {
    expect(binsOf([])).toEqual([]);
    expect(binsOf([{ value: 0, count: 1 }])).toEqual([{ from: 0, to: 0, count: 1 }]);
    const occurrence = fc.record({
      value: fc.integer({ min: 0, max: 5_000 }),
      count: fc.integer({ min: 1, max: 1_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(occurrence, { maxLength: 30 }), (counted) => {
        const bins = binsOf(counted);
        expect(bins.length).toBeLessThanOrEqual(12);
        const sum = (list: readonly { count: number }[]) => list.reduce((all, { count }) => all + count, 0);
        expect(sum(bins)).toBe(sum(counted));
      }),
    );
  });

  test('is not stretched by one who took a year: the last column has no end', () => {
    const bins = binsOf([
      { value: 1, count: 20 },
      { value: 365, count: 1 },
    ]);
    expect(bins.at(-1)).toMatchObject({ to: null, count: 1 });
    expect(bins).toHaveLength(12);
  });
});
