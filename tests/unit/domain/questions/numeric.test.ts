import { describe, expect, test } from 'vitest';
import { findAcceptedUnit, numeric } from '#lib/domain/questions/numeric.ts';
import { gradeAnswer } from '#lib/domain/questions/registry.ts';
import { seededNumbers } from '#lib/domain/questions/shuffle.ts';
import { numericQuestion } from '../../../support/factories/questions.ts';

const question = numericQuestion();
const next = () => seededNumbers(1);

test.each([
  ['1.8', 1.8, ''],
  ['1,8 tonne', 1.8, 't'],
  [' ۱٫۸ ', 1.8, ''],
  ['1800 kg', 1800, 'kg'],
  ['1800 KG', 1800, 'kg'],
  ['1.8 tCO₂', 1.8, 't'],
  [1.8, 1.8, ''],
  [{ typed: '1.8', unit: 't' }, 1.8, 't'],
  [{ typed: '1800', unit: 'kg' }, 1800, 'kg'],
  [{ typed: '1800 kg', unit: 't' }, 1800, 'kg'],
  [{ typed: '1.8', unit: '' }, 1.8, ''],
  [{ typed: '5 miles', unit: 't' }, 5, 'miles'],
  [['1.8', '9'], 1.8, ''],
])('%j is read with its unit', (raw, value, unit) => {
  expect(numeric.normalise(question, raw)).toMatchObject({ value, unit });
});

test.each([
  ['much'],
  [''],
  [null],
  [true],
  [{}],
  [{ typed: [5] }],
  [{ unit: 'kg' }],
  ['9'.repeat(101)],
  [Number.NaN],
])('%j is not an answer', (raw) => {
  expect(numeric.normalise(question, raw)).toBeNull();
});

test('what cannot be read is shown again as it was typed', () => {
  expect(numeric.draft(question, { typed: ' about two ', unit: 'kg' })).toEqual({
    typed: 'about two',
    unit: 'kg',
  });
  expect(numeric.draft(question, { typed: 'x'.repeat(101), unit: 'y'.repeat(41) })).toEqual({
    typed: '',
    unit: '',
  });
});

describe('grading', () => {
  test.each([
    ['1.8 t', 1],
    ['1,8 tonne', 1],
    ['1800 kg', 1],
    ['0.0000018 Mt', 1],
    ['1.8', 1],
    ['1.75', 1],
    ['1.85', 1],
    ['1.86', 0],
    ['1.74', 0],
    ['-1.8', 0],
    ['1.8 kg', 0],
    ['1.8 miles', 0],
    ['1.8 mt', 0],
    ['much', 0],
  ])('%j has %d of one point', (typed, points) => {
    expect(gradeAnswer(question, typed)).toBe(points);
  });

  test('a relative tolerance is a share of the value', () => {
    const relative = numericQuestion({ value: 200, tolerance: { relative: 0.02 } });
    expect(['196', '204', '195.9', '204.1'].map((typed) => gradeAnswer(relative, typed))).toEqual([
      1, 1, 0, 0,
    ]);
  });

  test('without tolerance only the value itself is right', () => {
    const exact = numericQuestion({ value: 2030, tolerance: { absolute: 0 } });
    expect(['2030', '2030.0', '۲۰۳۰', '2031'].map((typed) => gradeAnswer(exact, typed))).toEqual([
      1, 1, 1, 0,
    ]);
  });
});

test('the learner view names the units in an order that does not tell the expected one', () => {
  const [t, kg, mt] = question.units;
  const turned = numericQuestion({ unit: 'kg', value: 1800, units: [kg, mt, t].flatMap((one) => one ?? []) });
  expect(numeric.learnerView(question, next()).units).toEqual(numeric.learnerView(turned, next()).units);
  expect(JSON.stringify(numeric.learnerView(question, next()))).not.toMatch(/factor|tolerance|1\.8/);
});

test('a page can tell whether a unit will be known', () => {
  const asked = numeric.learnerView(question, next());
  expect(['tonne', 'KG', 'miles'].map((unit) => findAcceptedUnit(asked, unit))).toEqual([
    't',
    'kg',
    undefined,
  ]);
});

test('the review shows the number as it was read', () => {
  const given = numeric.normalise(question, '۱۸۰۰ kilogram');
  expect(numeric.reviewView(question, given, next())).toEqual({
    given: [{ number: 1800, unit: 'kg' }],
    right: [{ number: 1.8, unit: 't' }],
  });
});

describe('to significant figures', () => {
  const rounded = (value: number, significantFigures: number) =>
    numericQuestion({ value, tolerance: { significantFigures } });
  test.each([
    [1.8, 2, '1.84', 1],
    [1.8, 2, '1.85', 0],
    [1.8, 2, '1.75', 1],
    [1.8, 2, '1.749', 0],
    [1.8, 1, '2', 1],
    [0.00123, 2, '0.0012', 1],
    [123456, 3, '123000', 1],
    [123456, 3, '124000', 0],
    [-1.8, 2, '-1.84', 1],
    [0, 2, '0', 1],
  ])('%d to %d figures: %s gets %d', (value, figures, typed, points) => {
    expect(gradeAnswer(rounded(value, figures), typed)).toBe(points);
  });
});

describe('a wrong unit', () => {
  const lenient = numericQuestion({ wrongUnitLoses: 0.4, points: 10 });
  test.each([
    ['1.8 t', 10],
    ['1,8 tonne', 10],
    ['1800 kg', 10],
    ['۱۸۰۰ kg', 10],
    ['1.8 miles', 6],
    ['1.8 kg', 6],
    ['2.5 miles', 0],
    ['2500 kg', 0],
  ])('%s gets %d of 10 points where it loses 0.4', (typed, points) => {
    expect(gradeAnswer(lenient, typed)).toBe(points);
  });

  test('loses everything unless the question says otherwise', () => {
    expect(gradeAnswer(question, '1.8 miles')).toBe(0);
  });
});

test.each([
  ['.', '1,800', 1],
  ['.', '1800', 1],
  ['.', '1,8', 0],
  [',', '1.800', 1],
  [',', '1,800', 0],
  [undefined, '1,800', 0],
] as const)('where decimals follow %s, "%s" for 1800 gets %d', (decimalMark, typed, points) => {
  const asked = numericQuestion({ value: 1800, ...(decimalMark ? { decimalMark } : {}) });
  expect(gradeAnswer(asked, typed)).toBe(points);
});

test('a bare number needs no unit', () => {
  const bare = numericQuestion({ value: 5, unit: '', units: [{ unit: '', factor: 1, aliases: [] }] });
  expect(['5', '٥', '5 t'].map((typed) => gradeAnswer(bare, typed))).toEqual([1, 1, 0]);
});
