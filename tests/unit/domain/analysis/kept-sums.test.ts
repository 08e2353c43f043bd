import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figuresFrom } from '#lib/domain/analysis/item-analysis.ts';
import { sumsOf } from '#lib/domain/analysis/item-sums.ts';
import { sumsFromKept } from '#lib/domain/analysis/kept-sums.ts';
import { keptOf } from '../../../support/kept-of.ts';

const ITEMS = [
  { key: 'a', most: 1 },
  { key: 'b', most: 4 },
  { key: 'c', most: 2 },
  { key: 'd', most: 1 },
];
const share = fc.constantFrom(0, 0.25, 0.5, 1);
/** Shares of four items; null: not asked. */
const row = fc.tuple(...ITEMS.map(() => fc.option(share, { freq: 4 })));

/** Every number of a nested value by its path. */
function numbersIn(value: unknown, path = ''): [string, number | null][] {
  if (value === null || typeof value === 'number') return [[path, value]];
  return Object.entries(value as object).flatMap(([name, inner]) => numbersIn(inner, `${path}.${name}`));
}

/** Kept shares have nine digits, and a fourth power of percents has eight before the point. */
const near = (value: number | null) =>
  value === null ? null : (expect.closeTo(value, value > 1_000 ? 2 : 4) as number);

test('sums that are kept say the same as the marks themselves', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), (shares) => {
      const marks = shares.map((one) =>
        one.map((mark, index) => (mark === null ? null : mark * (ITEMS[index]?.most ?? 0))),
      );
      const { languages: _languages, ...kept } = sumsFromKept(keptOf(shares, ITEMS), ITEMS);
      const plain = sumsOf(
        marks,
        ITEMS.map(({ most }) => most),
      );
      expect(numbersIn(kept)).toEqual(numbersIn(plain).map(([path, value]) => [path, near(value)]));
    }),
    { numRuns: 300 },
  );
});

test('the figures as the field prints them', () => {
  const shares = [
    [1, 1, 1, 1],
    [1, 1, 0, 1],
    [1, 0.5, 1, 0],
    [0, 1, 0, 0],
    [1, 0, 0, 0],
    [0, 0, 0, 1],
  ];
  const items = ITEMS.map(({ key }) => ({ key, most: 1 }));
  const { items: figures, quiz } = figuresFrom(sumsFromKept(keptOf(shares, items), items), [1, 1, 1, 1]);
  const print = (values: (number | null)[]) => values.map((value) => value?.toFixed(2)).join(' ');
  expect(print(figures.map(({ facility }) => facility))).toBe('66.67 58.33 33.33 50.00');
  expect(print(figures.map((item) => item.discriminationIndex))).toBe('31.62 29.09 39.22 8.19');
  expect(print(figures.map((item) => item.discriminativeEfficiency))).toBe('45.45 33.33 40.00 9.09');
  expect(print([quiz.internalConsistency])).toBe('46.02');
});

test('a question that is not asked any more is left out, and one that nobody was asked has no figures', () => {
  const kept = keptOf([[1, 0]], ITEMS.slice(0, 2));
  const sums = sumsFromKept(kept, [
    { key: 'b', most: 4 },
    { key: 'new', most: 1 },
  ]);
  expect(sums.items).toMatchObject([
    { n: 1, mean: 0 },
    { n: 0, mean: null, variance: null },
  ]);
  expect(sums.pairs).toEqual([
    [null, null],
    [null, null],
  ]);
  expect(sums.totals.n).toBe(1);
});

test('languages are those of an item, in their order', () => {
  const one = { kind: 'language', item: 'a', y: 0, xy: 0 } as const;
  const { languages } = sumsFromKept(
    [
      { ...one, other: 'fa', n: 4, x: 1 },
      { ...one, other: 'en', n: 2, x: 2 },
    ],
    ITEMS,
  );
  expect(languages).toEqual([
    { item: 0, language: 'en', n: 2, facility: 100 },
    { item: 0, language: 'fa', n: 4, facility: 25 },
  ]);
});
