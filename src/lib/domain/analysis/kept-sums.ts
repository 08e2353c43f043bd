import type { AnalysisSums, ItemSums } from './item-sums.ts';
import type { CentralMoments } from './moments.ts';

/**
 * One sum that is kept of the attempts at a quiz. A share is a mark as a part of what the question gave; the rest is what the attempt had of all its
 * other questions, as a share too. By kind:
 * - `mark`: of `item`, how many had the share `other` and have a rest; `mark-alone`: and were asked nothing else;
 * - `rest`: of `item`, how many had the rest `other`, and the sum of share times rest in `xy`;
 * - `pair`: of those who were asked `item` and `other`, the sums of the shares (`x`, `y`) and of their products (`xy`);
 * - `language`: of `item`, how many use the product in `other`, and the sum of their shares in `x`;
 * - `percent`: how many attempts had the mark `other` in percent.
 */
export interface KeptSum {
  kind: 'mark' | 'mark-alone' | 'rest' | 'pair' | 'language' | 'percent';
  item: string;
  other: string;
  n: number;
  x: number;
  y: number;
  xy: number;
}

/** What the marks of one item were for those who use the product in one language. */
export interface LanguageMean {
  item: number;
  language: string;
  n: number;
  /** Mean mark in percent of the most. */
  facility: number;
}

/** Value and how often it came, in the order of the values. */
type Histogram = readonly (readonly [number, number])[];

/**
 * What the figures are made of, from the sums that are kept: the same as `sumsOf` says of the marks themselves, where every attempt was asked
 * questions of `items` only. A mark is its share times what the question gives now (`most`); items are in the order given.
 */
export function sumsFromKept(
  kept: readonly KeptSum[],
  items: readonly { key: string; most: number }[],
): AnalysisSums & { languages: LanguageMean[] } {
  const byItem = Map.groupBy(kept, ({ kind, item }) => `${kind} ${item}`);
  const of = (kind: KeptSum['kind'], item: string) => byItem.get(`${kind} ${item}`) ?? [];
  const marks = items.map(({ key, most }) => ({
    all: histogram([...of('mark', key), ...of('mark-alone', key)], most),
    compared: histogram(of('mark', key), most),
    rests: histogram(of('rest', key)),
    products: of('rest', key).reduce((sum, { xy }) => sum + xy, 0) * most,
  }));
  const pairs = new Map(
    kept.flatMap((one) => (one.kind === 'pair' ? [[`${one.item} ${one.other}`, one]] : [])),
  );
  return {
    items: marks.map(itemSums),
    pairs: items.map((a, row) =>
      items.map((b, column) => {
        if (row === column) return varianceOf(marks[row]?.all ?? []);
        const pair = pairs.get(`${a.key} ${b.key}`) ?? pairs.get(`${b.key} ${a.key}`);
        const value = pair ? covarianceOf(pair.n, pair.x, pair.y, pair.xy) : null;
        return value === null ? null : value * a.most * b.most;
      }),
    ),
    totals: totalsOf(histogram(of('percent', ''))),
    languages: items.flatMap(({ key }, item) =>
      of('language', key)
        .map(({ other, n, x }) => ({ item, language: other, n, facility: (x / n) * 100 }))
        .sort((a, b) => (a.language < b.language ? -1 : 1)),
    ),
  };
}

function itemSums(of: { all: Histogram; compared: Histogram; rests: Histogram; products: number }): ItemSums {
  const { all, compared, rests, products } = of;
  return {
    n: countOf(all),
    mean: meanOf(all),
    variance: varianceOf(all),
    withRest: {
      covariance: covarianceOf(countOf(compared), sumOf(compared), sumOf(rests), products),
      largestCovariance: largestCovarianceOf(compared, rests),
      markVariance: varianceOf(compared),
      restVariance: varianceOf(rests),
    },
  };
}

/** The values are in `other`; two of them may be the same. */
const histogram = (rows: readonly KeptSum[], times = 1): Histogram =>
  rows.map(({ other, n }) => [Number(other) * times, n] as const).sort(([a], [b]) => a - b);

const countOf = (values: Histogram) => values.reduce((all, [, n]) => all + n, 0);
const sumOf = (values: Histogram) => values.reduce((all, [value, n]) => all + value * n, 0);

function meanOf(values: Histogram): number | null {
  const n = countOf(values);
  return n > 0 ? sumOf(values) / n : null;
}

/** Central moment, not yet divided. */
const powersOf = (values: Histogram, to: number) => {
  const centre = meanOf(values) ?? 0;
  return values.reduce((all, [value, n]) => all + n * (value - centre) ** to, 0);
};

const varianceOf = (values: Histogram): number | null => {
  const n = countOf(values);
  return n > 1 ? powersOf(values, 2) / (n - 1) : null;
};

/** Worked example: of (1, 2), (2, 4) and (3, 6) there are n 3, x 6, y 12, xy 28: it is 2. */
const covarianceOf = (n: number, x: number, y: number, xy: number): number | null =>
  n > 1 ? (xy - (x * y) / n) / (n - 1) : null;

/** The covariance if the same attempts were best, second best, ... in both: the two are gone through side by side. */
function largestCovarianceOf(marks: Histogram, rests: Histogram): number | null {
  const [centre, other] = [meanOf(marks) ?? 0, meanOf(rests) ?? 0];
  const n = countOf(marks);
  if (n < 2) return null;
  let [at, left, all] = [0, rests[0]?.[1] ?? 0, 0];
  for (const [mark, count] of marks)
    for (let open = count; open > 0 && at < rests.length;) {
      const step = Math.min(open, left);
      all += step * (mark - centre) * ((rests[at]?.[0] ?? 0) - other);
      open -= step;
      left -= step;
      if (left === 0) left = rests[++at]?.[1] ?? 0;
    }
  return all / (n - 1);
}

function totalsOf(values: Histogram): AnalysisSums['totals'] {
  const n = countOf(values);
  const moment = (to: number): number => (n > 0 ? powersOf(values, to) / n : 0);
  const moments: CentralMoments = { n, m2: moment(2), m3: moment(3), m4: moment(4) };
  return { mean: meanOf(values), median: medianOf(values, n), variance: varianceOf(values), ...moments };
}

/** Of an even number of values the mean of the middle two. */
function medianOf(values: Histogram, n: number): number | null {
  const at = (place: number) => {
    let before = 0;
    return values.find(([, count]) => (before += count) > place)?.[0] ?? null;
  };
  const [low, high] = [at(Math.floor((n - 1) / 2)), at(Math.floor(n / 2))];
  return low === null || high === null ? null : (low + high) / 2;
}
