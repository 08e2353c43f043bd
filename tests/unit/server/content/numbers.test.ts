import { expect, test } from 'vitest';
import { normaliseNumber, numbersIn } from '#lib/server/content/numbers.ts';

test.each<[string, string[]]>([
  ['in the 14th plan, from the 1st to the 22nd day', ['14', '1', '22']],
  ['about 30% or 30 %', ['30', '30']],
  ['2021–2025 and 13-14', ['2021', '2025', '13', '14']],
  ['1,800 and 1,800,000.50', ['1800', '1800000.5']],
  ['1 800 with a no-break space, 1\u00a0800 and 1\u202f800', ['1', '800', '1800', '1800']],
  ["1'800", ['1800']],
  ['1.80, 1,8 and 0.50', ['1.8', '1.8', '0.5']],
  ['۱٫۸ and ١٬٨٠٠ and １２', ['1.8', '1800', '12']],
  ['2021,2025', ['2021', '2025']],
  ['on 8.6.2022 in 2030.', ['8', '6', '2022', '2030']],
  ['$24.79 billion, US$13, RMB200, 5G', ['24.79', '13', '200', '5']],
  ['007', ['7']],
  ['123456789012345678901', ['123456789012345678901']],
])('%s holds %j', (text, numbers) => {
  expect(numbersIn(text)).toEqual(numbers);
});

test('a single digit after a letter belongs to a formula or a name', () => {
  expect(numbersIn('CO2, CH4, H2O, CO₂, Tier1, AR6 and m²')).toEqual([]);
});

test('more than a digit after a letter is a number', () => {
  expect(numbersIn('PM2.5, COP26')).toEqual(['2.5', '26']);
});

test('words are no numbers', () => {
  expect(numbersIn('three of the biggest')).toEqual([]);
});

test.each([
  ['14th', '14'],
  ['30%', '30'],
  ['1,800', '1800'],
  ['1.80', '1.8'],
  ['$5', '5'],
  ['2021-2025', '2021-2025'],
  ['many', 'many'],
])('the figure %s is compared as %s', (figure, plain) => {
  expect(normaliseNumber(figure)).toBe(plain);
});
