import { expect, test } from 'vitest';
import { isPassed, percentOf, totalOf } from '#lib/domain/quizzes/score.ts';

test('points and the most that could be had are summed', () => {
  const parts = [
    { points: 1, most: 1 },
    { points: 0.5, most: 2 },
    { points: 0, most: 1 },
  ];
  expect(totalOf(parts)).toEqual({ score: 1.5, maxScore: 4 });
  expect(totalOf([])).toEqual({ score: 0, maxScore: 0 });
});

test('three thirds are a whole point, so that nobody misses the pass mark by a rounding', () => {
  const third = { points: 0.333333, most: 1 };
  const { score, maxScore } = totalOf([third, third, third, { points: 1, most: 1 }, { points: 1, most: 1 }]);
  expect(score).toBe(3);
  expect(isPassed(percentOf(score, maxScore), 60)).toBe(true);
});

test.each([
  [4.8, 8, 60, true],
  [4.79, 8, 60, false],
  [0, 8, 60, false],
  [0, 0, 60, false],
  [8, 8, 100, true],
])('%d of %d at a pass mark of %d %%: passed is %s', (score, most, mark, passed) => {
  expect(isPassed(percentOf(score, most), mark)).toBe(passed);
});
