import { expect, test } from 'vitest';
import { hintOf, type Hint } from '#lib/domain/analysis/hints.ts';

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
