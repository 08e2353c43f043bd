import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyseItems } from '#lib/domain/analysis/item-analysis.ts';

const two = (value: number | null) => (value === null ? null : value.toFixed(2));

const printed = [
  [1, 1, 1, 1],
  [1, 1, 0, 1],
  [1, 0.5, 1, 0],
  [0, 1, 0, 0],
  [1, 0, 0, 0],
  [0, 0, 0, 1],
];
const ones = [1, 1, 1, 1];

describe('the figures of the worked example', () => {
  const { items, quiz } = analyseItems(printed, ones);
  test.each([
    ['facility', ['66.67', '58.33', '33.33', '50.00']],
    ['discriminationIndex', ['31.62', '29.09', '39.22', '8.19']],
    ['discriminativeEfficiency', ['45.45', '33.33', '40.00', '9.09']],
    ['intendedWeight', ['25.00', '25.00', '25.00', '25.00']],
  ] as const)('%s', (figure, values) => {
    expect(items.map((item) => two(item[figure]))).toEqual(values);
  });

  test('of the quiz', () => {
    expect(two(quiz.internalConsistency)).toBe('46.02');
    expect(quiz.n).toBe(6);
    expect(two(quiz.mean)).toBe('52.08');
    expect(two(quiz.median)).toBe('43.75');
    // The root of 1 - 0.4602, and that share of the deviation.
    expect(two(quiz.errorRatio)).toBe('73.47');
    expect(quiz.standardError).toBeCloseTo(((quiz.errorRatio ?? 0) / 100) * (quiz.standardDeviation ?? 0), 9);
  });

  test('the effective weights are shares of one whole', () => {
    expect(items.reduce((all, item) => all + (item.effectiveWeight ?? 0), 0)).toBeCloseTo(100, 9);
  });
});

describe('is undefined', () => {
  test('without an attempt', () => {
    const { items, quiz } = analyseItems([], [1, 3]);
    expect(items[0]).toEqual({
      n: 0,
      facility: null,
      standardDeviation: null,
      intendedWeight: 25,
      effectiveWeight: null,
      discriminationIndex: null,
      discriminativeEfficiency: null,
    });
    expect(quiz).toMatchObject({
      n: 0,
      mean: null,
      median: null,
      internalConsistency: null,
      errorRatio: null,
    });
  });

  test('with one attempt, but for the means', () => {
    const { items, quiz } = analyseItems([[1, 0]], [1, 1]);
    expect(items[0]).toMatchObject({
      n: 1,
      facility: 100,
      standardDeviation: null,
      discriminationIndex: null,
    });
    expect(quiz).toMatchObject({ mean: 50, standardDeviation: null, internalConsistency: null });
  });

  test('where nobody differs', () => {
    const { items, quiz } = analyseItems(
      [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
      [1, 1],
    );
    expect(items[0]).toMatchObject({
      facility: 100,
      discriminationIndex: null,
      discriminativeEfficiency: null,
    });
    expect(quiz).toMatchObject({ internalConsistency: null, skewness: null, standardDeviation: 0 });
  });

  test('for the consistency of a single item and of items that never met', () => {
    expect(analyseItems([[1], [0]], [1]).quiz.internalConsistency).toBeNull();
    const apart = [
      [1, null],
      [0, null],
      [null, 1],
      [null, 0],
    ];
    expect(analyseItems(apart, [1, 1]).quiz.internalConsistency).toBeNull();
    expect(analyseItems(apart, [1, 1]).items[0]).toMatchObject({
      n: 2,
      facility: 50,
      discriminationIndex: null,
    });
  });
});

test('an item that an attempt was not asked counts neither for nor against it', () => {
  const { items, quiz } = analyseItems(
    [
      [1, 2, null],
      [0, null, 4],
      [1, 0, 2],
    ],
    [1, 2, 4],
  );
  expect(items.map(({ n, facility }) => [n, two(facility)])).toEqual([
    [3, '66.67'],
    [2, '50.00'],
    [2, '75.00'],
  ]);
  expect(quiz.mean).toBeCloseTo((100 + 80 + 300 / 7) / 3, 9);
});

const share = fc.constantFrom(0, 0.25, 0.5, 1);
const matrix = fc
  .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 25 }))
  .chain(([columns, rows]) =>
    fc.record({
      shares: fc.array(fc.array(share, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
      maxima: fc.array(fc.constantFrom(1, 2, 3.5), { minLength: columns, maxLength: columns }),
    }),
  );
const marksOf = ({ shares, maxima }: { shares: number[][]; maxima: number[] }) =>
  shares.map((row) => row.map((value, index) => value * (maxima[index] ?? 1)));

test('an item that adds nothing to the whole has no weight, whatever the last digits of its sum say', () => {
  // Its covariance with itself and with the two others cancel out.
  const marks = [
    [0.1, 0.65, 0.65],
    [0.3, 0.55, 0.55],
    [0.2, 0.3, 0.3],
  ];
  for (const rows of [marks, marks.toReversed()])
    expect(analyseItems(rows, [1, 1, 1]).items[0]?.effectiveWeight).toBe(0);
});

test('the order of the attempts does not matter', () => {
  fc.assert(
    fc.property(matrix, (given) => {
      const marks = marksOf(given);
      const [a, b] = [analyseItems(marks, given.maxima), analyseItems([...marks].reverse(), given.maxima)];
      const [first, second] = [Object.entries(flat(a)), flat(b)];
      expect(first.length).toBeGreaterThan(9);
      for (const [name, value] of first) {
        const other = second[name] ?? null;
        // Sums in another order differ in the last digits.
        if (value === null || other === null) expect([name, other]).toEqual([name, value]);
        else expect(other, name).toBeCloseTo(value, 6);
      }
    }),
  );
});

test('every figure stays within its bounds', () => {
  fc.assert(
    fc.property(matrix, (given) => {
      const { items, quiz } = analyseItems(marksOf(given), given.maxima);
      for (const item of items) {
        expect(item.facility ?? 0).toBeGreaterThanOrEqual(0);
        expect(item.facility ?? 0).toBeLessThanOrEqual(100);
        expect(Math.abs(item.discriminationIndex ?? 0)).toBeLessThanOrEqual(100 + 1e-6);
        expect(item.discriminativeEfficiency ?? 0).toBeLessThanOrEqual(100 + 1e-6);
      }
      expect(quiz.internalConsistency ?? 0).toBeLessThanOrEqual(100 + 1e-6);
      expect(quiz.errorRatio ?? 0).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('the figures are those of a plain recomputation from their definitions', () => {
  fc.assert(
    fc.property(matrix, (given) => {
      const marks = marksOf(given);
      const { items, quiz } = analyseItems(marks, given.maxima);
      const n = marks.length;
      const column = (at: number) => marks.map((row) => row[at] ?? 0);
      const total = marks.map((row) => row.reduce((a, b) => a + b, 0));
      const average = (list: number[]) => list.reduce((a, b) => a + b, 0) / list.length;
      const cov = (a: number[], b: number[]) =>
        (n / (n - 1)) * (average(a.map((value, at) => value * (b[at] ?? 0))) - average(a) * average(b));
      items.forEach((item, at) => {
        const own = column(at);
        const rest = total.map((value, row) => value - (own[row] ?? 0));
        const expected = (cov(own, rest) / Math.sqrt(cov(own, own) * cov(rest, rest))) * 100;
        if (item.discriminationIndex !== null) expect(item.discriminationIndex).toBeCloseTo(expected, 5);
        expect(item.facility).toBeCloseTo((average(own) / (given.maxima[at] ?? 1)) * 100, 9);
      });
      const k = items.length;
      const own = items.reduce((all, _item, at) => all + cov(column(at), column(at)), 0);
      if (quiz.internalConsistency !== null)
        expect(quiz.internalConsistency).toBeCloseTo((k / (k - 1)) * (1 - own / cov(total, total)) * 100, 5);
    }),
  );
});

/** Every figure under a name of its own: `quiz.mean`, `0.facility`. */
const flat = ({ items, quiz }: ReturnType<typeof analyseItems>): Record<string, number | null> =>
  Object.fromEntries(
    [...items.entries(), ['quiz', quiz] as const].flatMap(([of, figures]) =>
      Object.entries(figures).map(([name, value]) => [`${of}.${name}`, value as number | null]),
    ),
  );
