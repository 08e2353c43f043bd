import fc from 'fast-check';
import { expect, test } from 'vitest';
import { thirdsOf } from '#lib/domain/analysis/thirds.ts';

test('attempts with the mark at an edge stand in the outer third with the same share each', () => {
  const thirds = thirdsOf([
    { percent: 50, n: 4 },
    { percent: 100, n: 2 },
    { percent: 0, n: 3 },
  ]);
  expect(thirds.get(100)).toEqual({ upper: 1, middle: 0, lower: 0 });
  expect(thirds.get(50)).toEqual({ upper: 0.25, middle: 0.75, lower: 0 });
  expect(thirds.get(0)).toEqual({ upper: 0, middle: 0, lower: 1 });
});

test('where all have one mark it is cut evenly', () => {
  expect(thirdsOf([{ percent: 80, n: 9 }]).get(80)).toEqual({
    upper: 1 / 3,
    middle: expect.closeTo(1 / 3, 12) as number,
    lower: 1 / 3,
  });
});

test('of two attempts all is middle', () => {
  const thirds = thirdsOf([
    { percent: 80, n: 1 },
    { percent: 20, n: 1 },
  ]);
  expect([...thirds.values()]).toEqual([
    { upper: 0, middle: 1, lower: 0 },
    { upper: 0, middle: 1, lower: 0 },
  ]);
});

test('whatever the marks are, an outer third holds a third rounded down, and everybody stands in one', () => {
  const marks = fc.array(
    fc.record({ percent: fc.integer({ min: 0, max: 20 }), n: fc.integer({ min: 1, max: 9 }) }),
  );
  fc.assert(
    fc.property(marks, (given) => {
      const total = given.reduce((all, { n }) => all + n, 0);
      const thirds = thirdsOf(given);
      const held = (of: 'upper' | 'lower') =>
        given.reduce((all, { percent, n }) => all + n * (thirds.get(percent)?.[of] ?? NaN), 0);
      expect(held('upper')).toBeCloseTo(Math.floor(total / 3), 9);
      expect(held('lower')).toBeCloseTo(Math.floor(total / 3), 9);
      for (const { upper, middle, lower } of thirds.values()) {
        expect(Math.min(upper, middle, lower)).toBeGreaterThanOrEqual(-1e-12);
        expect(upper + middle + lower).toBeCloseTo(1, 12);
      }
    }),
  );
});
