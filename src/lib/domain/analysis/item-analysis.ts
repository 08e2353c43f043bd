import { sumsOf, type AnalysisSums, type ItemSums } from './item-sums.ts';
import { isNothing, shape, sum } from './moments.ts';

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
  return figuresFrom(sumsOf(marks, maxima), maxima);
}

/** The figures of items whose sums were counted elsewhere. */
export function figuresFrom(
  { items, pairs, totals }: AnalysisSums,
  maxima: readonly number[],
): { items: ItemFigures[]; quiz: QuizFigures } {
  const shared = pairs.map((row) => (row.includes(null) ? null : sum(row as number[])));
  const roots = shared.map(rootOf);
  const allRoots = sum(roots.map((root) => root ?? 0));
  return {
    items: items.map(({ n, mean: average, variance: spread, withRest }, item): ItemFigures => {
      const most = maxima[item] ?? 0;
      const root = roots[item] ?? null;
      return {
        n,
        facility: percent(average, most),
        standardDeviation: percent(deviationOf(spread), most),
        intendedWeight: percent(most, sum(maxima)),
        effectiveWeight: root === null || shared.includes(null) ? null : percent(root, allRoots),
        ...discrimination(withRest),
      };
    }),
    quiz: quizFigures(totals, consistency(pairs)),
  };
}

/** Null for a negative one; what is nothing but the last digits of a sum has no sign. */
const rootOf = (value: number | null): number | null => {
  if (value !== null && isNothing(value)) return 0;
  return value === null || value < 0 ? null : Math.sqrt(value);
};

const deviationOf = (value: number | null): number | null => (value === null ? null : Math.sqrt(value));

const percent = (part: number | null, whole: number): number | null =>
  part === null || isNothing(whole) ? null : (part / whole) * 100;

function discrimination({
  covariance: together,
  largestCovariance: largest,
  markVariance,
  restVariance,
}: ItemSums['withRest']): Pick<ItemFigures, 'discriminationIndex' | 'discriminativeEfficiency'> {
  return {
    discriminationIndex: percent(together, Math.sqrt((markVariance ?? 0) * (restVariance ?? 0))),
    discriminativeEfficiency: percent(together, largest ?? 0),
  };
}

function quizFigures(
  { mean: average, median: middle, variance: spread, ...moments }: AnalysisSums['totals'],
  alpha: number | null,
): QuizFigures {
  const deviation = deviationOf(spread);
  const errorRatio = alpha === null || alpha > 100 ? null : 100 * Math.sqrt(1 - alpha / 100);
  return {
    n: moments.n,
    mean: average,
    median: middle,
    standardDeviation: deviation,
    ...shape(moments),
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
