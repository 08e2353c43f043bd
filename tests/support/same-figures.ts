import { expect } from 'vitest';
import type { analyseItems } from '#lib/domain/analysis/item-analysis.ts';

/** Both say the same of every figure, to the fourth digit: shares are kept with nine, and a correlation of few attempts divides by little. */
export function expectSame(a: ReturnType<typeof analyseItems>, b: ReturnType<typeof analyseItems>): void {
  const flat = ({ items: rows, quiz }: typeof a) =>
    [...rows, quiz].flatMap((figures, of) =>
      Object.entries(figures).map(([name, value]) => [`${of} ${name}`, value as number | null] as const),
    );
  const [left, right] = [flat(a), flat(b)];
  expect(left.map(([name]) => name)).toEqual(right.map(([name]) => name));
  for (const [index, [name, value]] of left.entries()) {
    const other = right[index]?.[1] ?? null;
    if (value === null || other === null) expect([name, other]).toEqual([name, value]);
    else expect(other, name).toBeCloseTo(value, 4);
  }
}
