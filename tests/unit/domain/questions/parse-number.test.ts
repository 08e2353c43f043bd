import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseNumber } from '#lib/domain/questions/parse-number.ts';

test.each([
  ['1.8', 1.8],
  ['1,8', 1.8],
  ['1٫8', 1.8],
  ['۱٫۸', 1.8],
  ['۱.۸', 1.8],
  ['۱،۸', 1.8],
  ['١٫٨', 1.8],
  ['１．８', 1.8],
  ['１，８', 1.8],
  [' 1.8 ', 1.8],
  ['+1.8', 1.8],
  ['-1.8', -1.8],
  ['−1.8', -1.8],
  ['– 1,8', -1.8],
  ['－１', -1],
  ['\u200e−۱٫۸', -1.8],
  ['\u200f۱۲', 12],
  ['.5', 0.5],
  [',5', 0.5],
  ['5.', 5],
  ['0', 0],
  ['007', 7],
  ['1.8e3', 1800],
  ['1.8E-3', 0.0018],
])('%j is read as the number %d', (typed, value) => {
  expect(parseNumber(typed)).toEqual({ value, unit: '' });
});

describe('marks between digits', () => {
  test.each([
    ['1,800', 1.8, 'a lone mark is decimal'],
    ['1.800', 1.8, 'a lone mark is decimal'],
    ['1,800.5', 1800.5, 'with both marks the last one is decimal'],
    ['1.800,5', 1800.5, 'with both marks the last one is decimal'],
    ['1,800,000', 1_800_000, 'a mark that stands twice sets thousands apart'],
    ['1.800.000', 1_800_000, 'a mark that stands twice sets thousands apart'],
    ['18,00,000', 1_800_000, 'lakhs too'],
    ['1 800', 1800, 'spaces set thousands apart'],
    ['1\u202f800\u00a0000', 1_800_000, 'narrow and fixed spaces too'],
    ["1'800", 1800, 'as in Switzerland'],
    ['۱٬۸۰۰٫۵', 1800.5, 'as in Iran'],
    ['١٬٨٠٠', 1800, 'as in Egypt'],
    ['12 345,6', 12_345.6, 'as in Kazakhstan'],
  ])('%j is %d: %s', (typed, value) => {
    expect(parseNumber(typed)?.value).toBe(value);
  });
});

test.each([
  ['1.8 t', 1.8, 't'],
  ['1,8 tonne', 1.8, 'tonne'],
  ['1800kg', 1800, 'kg'],
  ['8%', 8, '%'],
  ['۸٪', 8, '٪'],
  ['８％', 8, '％'],
  ['13.3 billion US dollars', 13.3, 'billion US dollars'],
  ['5 t CO₂', 5, 't CO₂'],
  ['5 m³', 5, 'm³'],
  ['12 تن', 12, 'تن'],
  ['3 exajoule', 3, 'exajoule'],
])('%j has a unit', (typed, value, unit) => {
  expect(parseNumber(typed)).toEqual({ value, unit });
});

test.each([
  '',
  ' ',
  'much',
  't',
  '-',
  '.',
  ',',
  '1 2',
  '1.8.5',
  '1,,8',
  '1/8',
  '1.8×10³',
  '10²',
  '--5',
  '1-2',
  '1e999',
])('%j is not a number', (typed) => {
  expect(parseNumber(typed)).toBeNull();
});

test('a text of a thousand digits is not read', () => {
  expect(parseNumber('1'.repeat(1000))).toBeNull();
});

test('a number is read as each locale of the region writes it', () => {
  const locales = ['en', 'de', 'fa', 'ar-EG', 'ur', 'tr', 'kk', 'ru', 'zh', 'en-PK', 'de-CH'];
  fc.assert(
    fc.property(
      fc.integer({ min: -100_000_000, max: 100_000_000 }),
      fc.integer({ min: 1, max: 99 }),
      fc.constantFrom(...locales),
      (whole, hundredths, locale) => {
        const value = Number(`${whole}.${String(hundredths).padStart(2, '0')}`);
        const written = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(value);
        expect(parseNumber(written)).toEqual({ value, unit: '' });
      },
    ),
  );
});

test('nothing that can be typed makes it throw or gives something that is no number', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (typed) => {
      const read = parseNumber(typed);
      expect(read === null || Number.isFinite(read.value)).toBe(true);
    }),
  );
});

describe('where the question says how decimals are marked', () => {
  test.each([
    ['1,800', '.', 1800],
    ['1,8', '.', 1.8],
    ['1,80', '.', 1.8],
    ['0,800', '.', 0.8],
    ['12,345', '.', 12345],
    ['1234,567', '.', 1234.567],
    ['1.800', '.', 1.8],
    ['1.800', ',', 1800],
    ['1,800', ',', 1.8],
    ['۱٬۸۰۰', ',', 1800],
    ['1,800.5', ',', 1800.5],
    ['１，８００', '.', 1800],
  ] as const)('%s with %s is %d', (typed, mark, value) => {
    expect(parseNumber(typed, mark)?.value).toBe(value);
  });
});
