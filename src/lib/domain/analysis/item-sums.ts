import {
  centralMoments,
  covariance,
  largestCovariance,
  mean,
  median,
  sum,
  variance,
  type CentralMoments,
} from './moments.ts';

/** What of one item has to be known of all attempts that were asked it; null with fewer than two of them. */
export interface ItemSums {
  n: number;
  mean: number | null;
  variance: number | null;
  /** Of mark and rest, over the attempts that were asked something besides. The rest is a share of what could be had there. */
  withRest: {
    covariance: number | null;
    largestCovariance: number | null;
    markVariance: number | null;
    restVariance: number | null;
  };
}

/** Everything that the figures are made of, whoever counted it: this file from a matrix, or the database from its rows. */
export interface AnalysisSums {
  items: ItemSums[];
  /** Covariance of the marks of two items over the attempts that were asked both; null with fewer than two of them. */
  pairs: (number | null)[][];
  /** Of the attempts' totals in percent. */
  totals: { mean: number | null; median: number | null; variance: number | null } & CentralMoments;
}

/** The sums of a matrix of marks; see `analyseItems`. */
export function sumsOf(
  marks: readonly (readonly (number | null)[])[],
  maxima: readonly number[],
): AnalysisSums {
  const totals = marks.flatMap((row) => {
    const { points, most } = totalOf(row, maxima);
    return most > 0 ? [(points / most) * 100] : [];
  });
  return {
    items: maxima.map((_most, item) => itemSums(marks, maxima, item)),
    pairs: maxima.map((_most, a) => maxima.map((_other, b) => covarianceOf(marks, a, b))),
    totals: {
      mean: mean(totals),
      median: median(totals),
      variance: variance(totals),
      ...centralMoments(totals),
    },
  };
}

function covarianceOf(marks: readonly (readonly (number | null)[])[], a: number, b: number): number | null {
  const both = marks.flatMap((row) => {
    const [left, right] = [row[a] ?? null, row[b] ?? null];
    return left === null || right === null ? [] : [[left, right] as const];
  });
  return covariance(
    both.map(([left]) => left),
    both.map(([, right]) => right),
  );
}

function itemSums(
  marks: readonly (readonly (number | null)[])[],
  maxima: readonly number[],
  item: number,
): ItemSums {
  const asked = marks.flatMap((row) => {
    const mark = row[item] ?? null;
    const { points, most } = totalOf(row, maxima, item);
    return mark === null ? [] : [{ mark, rest: most > 0 ? points / most : null }];
  });
  const all = asked.map(({ mark }) => mark);
  // Attempts that were asked nothing else have no rest.
  const compared = asked.flatMap(({ mark, rest }) => (rest === null ? [] : [{ mark, rest }]));
  const own = compared.map(({ mark }) => mark);
  const rests = compared.map(({ rest }) => rest);
  return {
    n: all.length,
    mean: mean(all),
    variance: variance(all),
    withRest: {
      covariance: covariance(own, rests),
      largestCovariance: largestCovariance(own, rests),
      markVariance: variance(own),
      restVariance: variance(rests),
    },
  };
}

function totalOf(row: readonly (number | null)[], maxima: readonly number[], without = -1) {
  const others = row.flatMap((mark, index) =>
    mark === null || index === without ? [] : [{ points: mark, most: maxima[index] ?? 0 }],
  );
  return { points: sum(others.map(({ points }) => points)), most: sum(others.map(({ most }) => most)) };
}
