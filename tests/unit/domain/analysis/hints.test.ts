import { expect, test } from 'vitest';
import { byPressure, hintOf, muchHarderIn, needsLook, type Hint } from '#lib/domain/analysis/hints.ts';

test.each<[number, number | null, number | null, number | null, Hint]>([
  [0, null, null, 25, 'few'],
  [9, 60, -30, 25, 'few'],
  [10, 60, -0.1, 25, 'key'],
  [40, 10, -30, 25, 'key'],
  [40, 25, 40, 25, 'guessing'],
  [40, 25, null, 25, 'guessing'],
  [40, 25.1, 40, 25, null],
  [40, 0, 40, null, null],
  [40, 95, 40, 25, 'easy'],
  [40, 95, 5, 25, 'easy'],
  [40, 94, 19.9, 25, 'weak'],
  [40, 94, 20, 25, null],
  [40, 94, null, 25, null],
])(
  'n %s, facility %s, discrimination %s, guessing %s: %s',
  (n, facility, discriminationIndex, guess, hint) => {
    expect(hintOf({ n, facility, discriminationIndex }, guess)).toBe(hint);
  },
);

const spoken = (language: string, n: number, facility: number) => ({ language, n, facility });

test('an item is much harder in a language where ten answers or more are over 20 percent below those in another', () => {
  expect(muchHarderIn([spoken('en', 12, 80), spoken('fa', 10, 55)])).toBe('fa');
  expect(muchHarderIn([spoken('en', 12, 80), spoken('fa', 10, 60)])).toBeNull();
  expect(muchHarderIn([spoken('en', 12, 80), spoken('fa', 9, 5)])).toBeNull();
  expect(muchHarderIn([spoken('en', 12, 80)])).toBeNull();
  expect(muchHarderIn([])).toBeNull();
});

test('the most pressing questions stand first, and those that need no look as they were', () => {
  const questions = [
    { name: 'few', hint: 'few' as Hint, harderIn: null },
    { name: 'fine', hint: null, harderIn: null },
    { name: 'easy', hint: 'easy' as Hint, harderIn: null },
    { name: 'weak', hint: 'weak' as Hint, harderIn: null },
    { name: 'translation', hint: null, harderIn: 'fa' },
    { name: 'guessing', hint: 'guessing' as Hint, harderIn: null },
    { name: 'key', hint: 'key' as Hint, harderIn: 'fa' },
  ];
  expect(byPressure(questions).map(({ name }) => name)).toEqual([
    'key',
    'guessing',
    'translation',
    'weak',
    'easy',
    'few',
    'fine',
  ]);
  expect(questions.filter(needsLook)).toHaveLength(5);
});
