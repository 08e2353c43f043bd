/** How often a whole number occurred. */
export interface Occurrence {
  value: number;
  count: number;
}

export interface Spread {
  n: number;
  median: number;
  /** Between them lies the middle half. */
  quartiles: [number, number];
  least: number;
  greatest: number;
}

/**
 * Median and middle half of whole numbers that were only counted, each the smallest number that so many do not exceed, so that it is one that
 * occurred; null of none.
 *
 * Worked example: 1 twice, 3 three times, 30 once: median 3, the middle half from 1 to 3.
 */
export function spreadOf(occurrences: readonly Occurrence[]): Spread | null {
  const sorted = occurrences.filter(({ count }) => count > 0).sort((a, b) => a.value - b.value);
  const n = sorted.reduce((sum, { count }) => sum + count, 0);
  const [least, greatest] = [sorted[0], sorted.at(-1)];
  if (!least || !greatest) return null;
  const reach = (share: number) => {
    let seen = 0;
    return sorted.find(({ count }) => (seen += count) >= n * share)?.value ?? greatest.value;
  };
  return {
    n,
    median: reach(0.5),
    quartiles: [reach(0.25), reach(0.75)],
    least: least.value,
    greatest: greatest.value,
  };
}

/** One column of a histogram: from and to, both counted in; `to` null: and more. */
export interface Bin {
  from: number;
  to: number | null;
  count: number;
}

const WIDTHS = [1, 2, 5, 7, 10, 14, 30, 60, 90, 180, 365];
const MOST_BINS = 12;

/**
 * Counted whole numbers from 0 as at most twelve columns of one width. What lies beyond ten times the third quartile does not stretch the scale: it is in
 * the last column, which then has no end.
 *
 * Worked example: 0 once, 3 twice, 25 once are columns of 5: 0-4 three, 5-9, 10-14, 15-19 and 20-24 none, 25-29 one.
 */
export function binsOf(occurrences: readonly Occurrence[]): Bin[] {
  const spread = spreadOf(occurrences);
  if (!spread) return [];
  const limit = Math.min(spread.greatest, Math.max(11, spread.quartiles[1] * 10));
  const width =
    WIDTHS.find((one) => Math.floor(limit / one) < MOST_BINS) ?? Math.ceil((limit + 1) / MOST_BINS);
  const bins: Bin[] = Array.from({ length: Math.floor(limit / width) + 1 }, (_none, index) => ({
    from: index * width,
    to: index * width + width - 1,
    count: 0,
  }));
  const last = bins.at(-1);
  if (last && last.to !== null && spread.greatest > last.to) last.to = null;
  for (const { value, count } of occurrences) {
    const bin = bins[Math.min(bins.length - 1, Math.floor(value / width))];
    if (bin) bin.count += Math.max(0, count);
  }
  return bins;
}
