import type { NumberRule } from '#lib/domain/questions/numeric.ts';
import type { Lose } from './bank.ts';
import { clean } from './numbers.ts';

/** How far from the value is right, in the unit of the answer, for formats that know no other tolerance. */
export function absoluteTolerance({ value, tolerance }: NumberRule, lose: Lose): number {
  if ('absolute' in tolerance) return tolerance.absolute;
  if ('relative' in tolerance) {
    if (tolerance.relative > 0) lose('tolerance', `${clean(tolerance.relative * 100)} %`);
    return clean(Math.abs(value) * tolerance.relative);
  }
  lose('tolerance', `${tolerance.significantFigures}`);
  if (value === 0) return 0;
  const places = Math.floor(Math.log10(Math.abs(value))) + 1 - tolerance.significantFigures;
  return clean(10 ** places / 2);
}

/** For formats that hold a bare number, in the unit of the answer. */
export function loseUnits({ unit, units, wrongUnitLoses, decimalMark }: NumberRule, lose: Lose): void {
  const names = units.flatMap((one) => [one.unit, ...one.aliases]).filter((name) => name !== '');
  if (unit !== '' || names.length > 0) lose('units', names.join(', '));
  if (wrongUnitLoses !== undefined && wrongUnitLoses !== 1)
    lose('wrong-unit', `${clean(wrongUnitLoses * 100)} %`);
  if (decimalMark) lose('decimal-mark', decimalMark);
}
