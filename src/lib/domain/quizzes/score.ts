/**
 * Sum of points and the most that could be had. Points are kept to 1e-6 each, so sums are rounded to 1e-5: three thirds are one point.
 *
 * Worked example: 0.333333 three times and 2 are 3 points, which is 60 % of 5.
 */
export function totalOf(parts: readonly { points: number; most: number }[]): {
  score: number;
  maxScore: number;
} {
  const sum = (numbers: readonly number[]) => Math.round(numbers.reduce((a, b) => a + b, 0) * 1e5) / 1e5;
  return { score: sum(parts.map(({ points }) => points)), maxScore: sum(parts.map(({ most }) => most)) };
}

/** Percent from 0 to 100; an attempt without points to have is 0. */
export const percentOf = (score: number, maxScore: number): number =>
  maxScore > 0 ? (score / maxScore) * 100 : 0;

/** Worked example: 4.8 of 8 at a pass mark of 60 % is passed. A hair of room for binary fractions. */
export const isPassed = (percent: number, passMarkPercent: number): boolean =>
  percent >= passMarkPercent - 1e-9;
