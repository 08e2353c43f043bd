/** Points and shares are kept to 1e-6, as grading does. */
export const toMillionth = (number: number): number => Math.round(number * 1e6) / 1e6;

/** A share as percent, as these formats write it: 0.333333 is `33.3333`. */
export const toPercent = (share: number): string => String(Number((share * 100).toFixed(4)));

/** A plain number as files write it (`1.8`, `1,8`, `-2e3`); null for anything else. */
export function readPlainNumber(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

/** Without the hair that arithmetic in binary leaves: 1 / (1 / 0.001) is 0.001 again. */
export const clean = (number: number): number => Number(number.toPrecision(12));
