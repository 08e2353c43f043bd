import * as v from 'valibot';
import type { NumberRule } from '#lib/domain/questions/numeric.ts';
import { moreThanNothing, shareOfOne, text, type FormCheck, type Place } from './form.ts';

export const tolerance = v.union([
  v.strictObject({ absolute: v.pipe(v.number(), v.minValue(0)) }),
  v.strictObject({ relative: shareOfOne }),
  v.strictObject({ significantFigures: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12)) }),
]);

/** How a number is judged, beside its value, tolerance and unit. */
export const numberFields = {
  /** Absent: a number without a unit, or in the unit of the answer only. */
  units: v.optional(
    v.pipe(
      v.array(
        v.strictObject({ unit: text, factor: moreThanNothing, aliases: v.optional(v.array(text), []) }),
      ),
      v.minLength(1),
    ),
  ),
  wrongUnitLoses: v.optional(shareOfOne),
  decimalMark: v.optional(v.picklist(['.', ','])),
};

export const unit = v.optional(v.string(), '');

type Judged = { value: number; tolerance: v.InferOutput<typeof tolerance>; unit: string };
type More = v.InferOutput<v.StrictObjectSchema<typeof numberFields, undefined>>;

export function buildRule({ value, tolerance: allowed, unit: of }: Judged, more: More): NumberRule {
  return {
    value,
    tolerance: allowed,
    unit: of,
    units: more.units ?? [{ unit: of, factor: 1, aliases: [] }],
    ...(more.wrongUnitLoses === undefined ? {} : { wrongUnitLoses: more.wrongUnitLoses }),
    ...(more.decimalMark === undefined ? {} : { decimalMark: more.decimalMark }),
  };
}

/** The way back: value, tolerance and unit, and what stands beside them. */
export function ruleFields(rule: NumberRule): { judged: Partial<Judged>; more: More } {
  const { value, tolerance: allowed, unit: of, units, wrongUnitLoses, decimalMark } = rule;
  const isBare = units.length === 1 && units[0]?.unit === '';
  return {
    judged: { value, tolerance: allowed, ...(of === '' ? {} : { unit: of }) },
    more: {
      ...(isBare ? {} : { units }),
      ...(wrongUnitLoses === undefined ? {} : { wrongUnitLoses }),
      ...(decimalMark === undefined ? {} : { decimalMark }),
    },
  };
}

/** The unit of the answer is accepted as it is, and no name means two units. */
export function checkUnits(check: FormCheck, { units, unit: of }: NumberRule, place: Place): void {
  const own = units.find((accepted) => accepted.unit === of);
  if (own?.factor !== 1) check.fault(place, `the unit of the answer (${of}) must be accepted with factor 1`);
  const names = units
    .flatMap((accepted) => [accepted.unit, ...accepted.aliases])
    .map((name) => name.toLowerCase());
  for (const name of new Set(names))
    if (names.indexOf(name) !== names.lastIndexOf(name)) check.fault(place, `the unit ${name} stands twice`);
}
