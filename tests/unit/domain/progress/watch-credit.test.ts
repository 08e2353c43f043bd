import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  creditBudget,
  creditRanges,
  nextCreditClock,
  subtractRanges,
} from '#lib/domain/progress/watch-credit.ts';
import { secondsIn, type Range } from '#lib/domain/progress/watched-ranges.ts';

test.each([
  [5, 15],
  [0, 5],
  [10, 25],
  [-2.5, 0],
  [-100, 0],
  [1_000_000, 43_205],
])('%d s after the last credit at most %d s are credited', (elapsed, budget) => {
  expect(creditBudget(elapsed)).toBe(budget);
});

test('reports in quick succession share one slack', () => {
  let last = 100;
  let total = 0;
  for (let report = 0; report < 50; report++) {
    const credited = Math.min(1000, creditBudget(100 - last));
    total += credited;
    last = nextCreditClock(last, 100, credited);
  }
  expect(total).toBe(5);
});

test('steady watching at double speed is credited in full', () => {
  let last = 0;
  let total = 0;
  for (let now = 10; now <= 100; now += 10) {
    const credited = Math.min(20, creditBudget(now - last));
    total += credited;
    last = nextCreditClock(last, now, credited);
  }
  expect(total).toBe(200);
});

test('what is known already costs nothing, so a replay is free', () => {
  expect(creditRanges([[0, 100]], [[0, 40]], 15)).toEqual([[40, 55]]);
  expect(creditRanges([[0, 40]], [[0, 40]], 15)).toEqual([]);
});

test('a claim is credited only within what was claimed, is new, and fits the budget', () => {
  const ranges = fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 })));
  fc.assert(
    fc.property(ranges, ranges, fc.integer({ min: 0, max: 400 }), (claimed, known, budget) => {
      const credited = creditRanges(claimed, known, budget);
      expect(secondsIn(credited)).toBe(Math.min(budget, secondsIn(subtractRanges(claimed, known))));
      expect(subtractRanges(credited, claimed as Range[])).toEqual([]);
      expect(secondsIn(subtractRanges(credited, known))).toBe(secondsIn(credited));
    }),
  );
});
