/** How many gave something in attempts with the same mark. */
export interface AtMark {
  percent: number;
  n: number;
}

export interface ThirdShares {
  upper: number;
  middle: number;
  lower: number;
}

/**
 * How much of each mark stands in which third of all attempts in the order of their marks. An outer third is a third rounded down; where its edge
 * falls among attempts with the same mark, each of them stands in it with the same share, so that no order among equals is made up. Of one
 * or two attempts all is middle.
 *
 * Worked example: 2 attempts with 100 %, 4 with 50 % and 3 with 0 %: the upper third is both with 100 % and a quarter of each with 50 %.
 */
export function thirdsOf(marks: readonly AtMark[]): Map<number, ThirdShares> {
  const counts = new Map<number, number>();
  for (const { percent, n } of marks) counts.set(percent, (counts.get(percent) ?? 0) + n);
  const total = [...counts.values()].reduce((all, n) => all + n, 0);
  const outer = Math.floor(total / 3);
  const shares = new Map<number, ThirdShares>();
  let above = 0;
  for (const [percent, n] of [...counts].filter(([, many]) => many > 0).sort(([a], [b]) => b - a)) {
    const upper = clamp(outer - above, n) / n;
    const lower = clamp(above + n - (total - outer), n) / n;
    shares.set(percent, { upper, middle: 1 - upper - lower, lower });
    above += n;
  }
  return shares;
}

const clamp = (value: number, most: number) => Math.min(most, Math.max(0, value));
