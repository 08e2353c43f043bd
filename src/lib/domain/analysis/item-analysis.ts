import {
  covariance,
  isNothing,
  largestCovariance,
  mean,
  median,
  shape,
  standardDeviation,
  sum,
  variance,
} from './moments.ts';

/**
 * Classical item analysis, with the names and formulas of Moodle's quiz statistics (docs.moodle.org/dev/Quiz_statistics_calculations).
 * All figures but `n`, skewness and kurtosis are percent; null where a figure is undefined.
 */
export interface ItemFigures {
  /** Attempts that were asked it. */
  n: number;
  /** Facility index: the mean mark as a share of the most that could be had. */
  facility: number | null;
  /** Of the marks, as a share of the most. */
  standardDeviation: number | null;
  /** Its share of all points that the quiz gives. */
  intendedWeight: number | null;
  /** Its share in what tells attempts apart: the root of its covariance with the whole; null where that is negative. */
  effectiveWeight: number | null;
  /** Correlation of the mark with the rest of the attempt: do those who get it right do well in the rest? -100 to 100. */
  discriminationIndex: number | null;
  /** The covariance with the rest as a share of the largest that these marks could have: as above, fairer to very easy and very hard items. */
  discriminativeEfficiency: number | null;
}

export interface QuizFigures {
  n: number;
  mean: number | null;
  median: number | null;
  standardDeviation: number | null;
  skewness: number | null;
  kurtosis: number | null;
  /** Coefficient of internal consistency (Cronbach's alpha): how far the items measure the same. 100 at best, may be negative. */
  internalConsistency: number | null;
  /** Share of the standard deviation that is chance: the root of what alpha leaves. */
  errorRatio: number | null;
  /** Standard error of a mark: about two thirds of marks are not further from the true one. */
  standardError: number | null;
}

/** Marks of the attempts that were asked an item, with the rest of each attempt as a share of what could be had there. */
interface Asked {
  marks: number[];
  rests: number[];
}

/**
 * Analyses `marks[attempt][item]` in points, with the most that each item gives in `maxima`. A null mark says that the attempt was not asked
 * that item: then the item's figures are taken over the attempts that were asked it, the rest of an attempt is a share of what it was
 * asked besides, and whatever needs two items together is taken over the attempts that were asked both. Where every attempt was asked
 * everything these are the classical figures.
 *
 * Undefined (null): facility without an attempt; deviations and covariances with fewer than two; discrimination where the marks or the rests
 * do not differ; efficiency where their largest covariance is 0; consistency with fewer than two items, where two items never met, or
 * where all totals are equal.
 *
 * Worked example: rows 1 1 1 1, 1 1 0 1, 1 .5 1 0, 0 1 0 0, 1 0 0 0, 0 0 0 1 with maxima 1 give facility 66.67 58.33 33.33 50.00,
 * discrimination index 31.62 29.09 39.22 8.19, efficiency 45.45 33.33 40.00 9.09 and internal consistency 46.02.
 */
export function analyseItems(
  marks: readonly (readonly (number | null)[])[],
  maxima: readonly number[],
): { items: ItemFigures[]; quiz: QuizFigures } {
  const pairs = maxima.map((_most, a) => maxima.map((_other, b) => covarianceOf(marks, a, b)));
  const shared = pairs.map((row) => (row.includes(null) ? null : sum(row as number[])));
  const roots = shared.map(rootOf);
  const allRoots = sum(roots.map((root) => root ?? 0));
  const items = maxima.map((most, item): ItemFigures => {
    const asked = askedOf(marks, maxima, item);
    const root = roots[item] ?? null;
    return {
      n: asked.marks.length,
      facility: percent(mean(asked.marks), most),
      standardDeviation: percent(standardDeviation(asked.marks), most),
      intendedWeight: percent(most, sum(maxima)),
      effectiveWeight: root === null || shared.includes(null) ? null : percent(root, allRoots),
      ...discrimination(asked),
    };
  });
  return { items, quiz: quizFigures(marks, maxima, pairs) };
}

/** Null for a negative one; what is nothing but the last digits of a sum has no sign. */
const rootOf = (value: number | null): number | null => {
  if (value !== null && isNothing(value)) return 0;
  return value === null || value < 0 ? null : Math.sqrt(value);
};

const percent = (part: number | null, whole: number): number | null =>
  part === null || isNothing(whole) ? null : (part / whole) * 100;

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

/** Attempts that were asked nothing else have no rest, and do not count. */
function askedOf(
  marks: readonly (readonly (number | null)[])[],
  maxima: readonly number[],
  item: number,
): Asked {
  const asked: Asked = { marks: [], rests: [] };
  for (const row of marks) {
    const own = row[item] ?? null;
    if (own === null) continue;
    asked.marks.push(own);
    const { points, most } = totalOf(row, maxima, item);
    asked.rests.push(most > 0 ? points / most : Number.NaN);
  }
  return asked;
}

function totalOf(row: readonly (number | null)[], maxima: readonly number[], without = -1) {
  const others = row.flatMap((mark, index) =>
    mark === null || index === without ? [] : [{ points: mark, most: maxima[index] ?? 0 }],
  );
  return { points: sum(others.map(({ points }) => points)), most: sum(others.map(({ most }) => most)) };
}

function discrimination(asked: Asked): Pick<ItemFigures, 'discriminationIndex' | 'discriminativeEfficiency'> {
  const withRest = asked.marks
    .map((_mark, index) => index)
    .filter((index) => !Number.isNaN(asked.rests[index]));
  const marks = withRest.map((index) => asked.marks[index] ?? 0);
  const rests = withRest.map((index) => asked.rests[index] ?? 0);
  const together = covariance(marks, rests);
  const apart = Math.sqrt((variance(marks) ?? 0) * (variance(rests) ?? 0));
  return {
    discriminationIndex: percent(together, apart),
    discriminativeEfficiency: percent(together, largestCovariance(marks, rests) ?? 0),
  };
}

function quizFigures(
  marks: readonly (readonly (number | null)[])[],
  maxima: readonly number[],
  pairs: readonly (readonly (number | null)[])[],
): QuizFigures {
  const totals = marks.flatMap((row) => {
    const { points, most } = totalOf(row, maxima);
    return most > 0 ? [(points / most) * 100] : [];
  });
  const alpha = consistency(pairs);
  const deviation = standardDeviation(totals);
  const errorRatio = alpha === null || alpha > 100 ? null : 100 * Math.sqrt(1 - alpha / 100);
  return {
    n: totals.length,
    mean: mean(totals),
    median: median(totals),
    standardDeviation: deviation,
    ...shape(totals),
    internalConsistency: alpha,
    errorRatio,
    standardError: errorRatio === null || deviation === null ? null : (errorRatio / 100) * deviation,
  };
}

/** Cronbach's alpha in percent: k / (k - 1) times the share of the total's variance that is not the items' own. */
function consistency(pairs: readonly (readonly (number | null)[])[]): number | null {
  const all = pairs.flat();
  if (pairs.length < 2 || all.includes(null)) return null;
  const total = sum(all as number[]);
  const own = sum(pairs.map((row, index) => row[index] ?? 0));
  return isNothing(total) ? null : 100 * (pairs.length / (pairs.length - 1)) * (1 - own / total);
}
