/** Sums over samples. Variances and covariances are those of a sample (divided by n - 1); null for fewer than two values. */

export const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

export const mean = (values: readonly number[]): number | null =>
  values.length > 0 ? sum(values) / values.length : null;

/** Of an even number of values the mean of the middle two. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[half] ?? null) : mean(sorted.slice(half - 1, half + 1));
}

/** Worked example: of (1, 2), (2, 4) and (3, 6) it is 2. The two lists are equally long. */
export function covariance(a: readonly number[], b: readonly number[]): number | null {
  const [meanA, meanB] = [mean(a), mean(b)];
  if (meanA === null || meanB === null || a.length < 2) return null;
  return sum(a.map((value, index) => (value - meanA) * ((b[index] ?? 0) - meanB))) / (a.length - 1);
}

export const variance = (values: readonly number[]): number | null => covariance(values, values);

/** The covariance that the two lists would have if the same people were best, second best, ... in both. */
export const largestCovariance = (a: readonly number[], b: readonly number[]): number | null =>
  covariance(sorted(a), sorted(b));

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);

/** Differences in the last digits of binary fractions are no differences. */
export const isNothing = (value: number): boolean => Math.abs(value) < 1e-12;

/** Central moments of a sample, divided by n: the second, third and fourth. */
export interface CentralMoments {
  n: number;
  m2: number;
  m3: number;
  m4: number;
}

export function centralMoments(values: readonly number[]): CentralMoments {
  const n = values.length;
  const centre = mean(values) ?? 0;
  const power = (to: number) => (n > 0 ? sum(values.map((value) => (value - centre) ** to)) / n : 0);
  return { n, m2: power(2), m3: power(3), m4: power(4) };
}

/**
 * Skewness (third) and excess kurtosis (fourth) of a sample, by the k-statistics: k3 / k2^1.5 and k4 / k2^2. Null for fewer than three
 * or four values and where all are equal.
 */
export function shape({ n, m2, m3, m4 }: CentralMoments): {
  skewness: number | null;
  kurtosis: number | null;
} {
  const k2 = (n * m2) / (n - 1);
  if (n < 3 || isNothing(m2)) return { skewness: null, kurtosis: null };
  const k3 = (n * n * m3) / ((n - 1) * (n - 2));
  const k4 = (n * n * ((n + 1) * m4 - 3 * (n - 1) * m2 * m2)) / ((n - 1) * (n - 2) * (n - 3));
  return { skewness: k3 / k2 ** 1.5, kurtosis: n < 4 ? null : k4 / k2 ** 2 };
}
