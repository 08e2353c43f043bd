import { askedBase, firstOf, toPoints, type Asked, type QuestionKind } from './kind.ts';
import { parseNumber } from './parse-number.ts';
import type { QuestionBase } from './question.ts';

const LONGEST_TYPED = 100;
const LONGEST_UNIT = 40;

/** `factor` turns a number in this unit into the unit of the answer: 0.001 for kg where the answer is in t. */
export interface AcceptedUnit {
  unit: string;
  factor: number;
  aliases: string[];
}

/** Which mark sets the decimals apart, where a number could be read in two ways (parse-number.ts). */
export type DecimalMark = '.' | ',';

/**
 * How far from the value a right answer may be: by an amount in the unit of the answer, by a share of the value, or not at all once both
 * are rounded to so many significant figures.
 */
export type Tolerance = { absolute: number } | { relative: number } | { significantFigures: number };

/** What decides whether a number is right. Gaps in a text (cloze.ts) are judged by the same. */
export interface NumberRule {
  value: number;
  tolerance: Tolerance;
  /** Empty for a bare number, whose one accepted unit is then empty too. */
  unit: string;
  units: AcceptedUnit[];
  /** Share of the points that the right number in a wrong unit loses, from 0 to 1; all of them unless it says otherwise. */
  wrongUnitLoses?: number;
  /** Without it a lone mark is always decimal. */
  decimalMark?: DecimalMark;
}

export interface NumericQuestion extends QuestionBase, NumberRule {
  type: 'numeric';
}

/** A number in one of the accepted units. */
export interface NumericAnswer {
  /** As typed, to be shown back. */
  typed: string;
  value: number;
  /** Name of the accepted unit; empty when none was given; as given when it is not accepted. */
  unit: string;
}

/** What the two fields hold. */
export interface NumericDraft {
  typed: string;
  unit: string;
}

/**
 * A number with a tolerance and a unit. Units that convert are equal: where the answer is 1.8 t, `1,8 tonne` and `1800 kg` are right.
 * A number without a unit is read in the expected one; a unit typed behind the number counts more than the chosen one. The right number in
 * a wrong unit loses the stated share; it is wrong, never unread.
 *
 * Worked example: value 1.8, absolute tolerance 0.05: 1.75 and 1.85 are right, 1.86 is wrong. Where a wrong unit loses 0.5, `1.8 kg` gets
 * half of the points, as does `1.8 miles`. To 2 significant figures 1.84 is right (1.8), 1.85 is wrong (1.9).
 */
export const numeric: QuestionKind<NumericQuestion, NumericAnswer, NumericDraft> = {
  blankAnswer: { typed: '', unit: '' },
  draft: (_asked, raw) => readFields(raw),
  normalise(asked, raw) {
    const { typed, unit } = readFields(raw);
    const parsed = parseNumber(typed, asked.decimalMark);
    if (!parsed) return null;
    const named = parsed.unit || unit;
    return { typed, value: parsed.value, unit: findUnit(asked.units ?? [], named)?.unit ?? named };
  },
  grade(question, answer) {
    const unit = findUnit(question.units, answer.unit || question.unit);
    const isRight = unit !== undefined && isNear(question, answer.value * unit.factor);
    const isRightInWrongUnit = !isRight && isNear(question, answer.value);
    const share = isRight ? 1 : isRightInWrongUnit ? 1 - (question.wrongUnitLoses ?? 1) : 0;
    return toPoints(share, question.points);
  },
  learnerView: (question) => ({
    ...askedBase(question),
    units: question.units
      .map(({ unit, aliases }) => ({ unit, aliases: [...aliases] }))
      .sort((a, b) => (a.unit < b.unit ? -1 : 1)),
    ...(question.decimalMark ? { decimalMark: question.decimalMark } : {}),
  }),
  reviewView: (question, answer) => ({
    given: answer ? [{ number: answer.value, unit: answer.unit || question.unit }] : null,
    right: [{ number: question.value, unit: question.unit }],
  }),
  rightAnswer: ({ value, unit, decimalMark }) => {
    const typed = String(value);
    return { typed: decimalMark === ',' ? typed.replace('.', ',') : typed, value, unit };
  },
  guessShare: () => 0,
};

/** Is a number in the unit of the answer close enough to the value? */
function isNear({ value, tolerance }: NumberRule, number: number): boolean {
  if ('significantFigures' in tolerance) {
    const figures = tolerance.significantFigures;
    return toFigures(number, figures) === toFigures(value, figures);
  }
  const allowed = 'absolute' in tolerance ? tolerance.absolute : Math.abs(value) * tolerance.relative;
  // A hair of room for binary fractions: 1.8 + 0.05 is not 1.85 in floating point.
  const hair = 1e-9 * Math.max(Math.abs(allowed), Math.abs(value));
  return Math.abs(number - value) <= allowed + hair;
}

/** Rounded half away from zero, as people do it; a hair of room, because 1.85 is a little less in binary. */
const toFigures = (number: number, figures: number): number =>
  Number((number * (1 + 1e-12)).toPrecision(figures));

/** The accepted unit that a learner means, or undefined. Pages ask it to warn about a unit that nobody will accept. */
export function findAcceptedUnit({ units = [] }: Asked, named: string): string | undefined {
  return findUnit(units, named)?.unit;
}

function readFields(raw: unknown): NumericDraft {
  const sent = firstOf(raw);
  if (typeof sent === 'number' || typeof sent === 'string')
    return { typed: short(sent, LONGEST_TYPED), unit: '' };
  if (!sent || typeof sent !== 'object') return { typed: '', unit: '' };
  const { typed, unit } = sent as { typed?: unknown; unit?: unknown };
  return { typed: short(typed, LONGEST_TYPED), unit: short(unit, LONGEST_UNIT) };
}

/** A text that is not too long to be meant; anything else is empty. */
function short(value: unknown, longest: number): string {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text.length <= longest ? text : '';
}

type NamedUnit = Pick<AcceptedUnit, 'unit' | 'aliases'>;

/** Exactly so first, because `mt` and `Mt` may both be meant; then without regard to case. */
function findUnit<U extends NamedUnit>(units: readonly U[], named: string): U | undefined {
  const among = (plain: (text: string) => string) =>
    units.find(({ unit, aliases }) => [unit, ...aliases].some((known) => plain(known) === plain(named)));
  return among(plainUnit) ?? among((text) => plainUnit(text).toLowerCase());
}

/** Units are compared without spaces, dots and subscripts: `t CO₂` and `tCO2` are one. */
const plainUnit = (unit: string) => unit.normalize('NFKC').replaceAll('٪', '%').replaceAll(/[\s.]/g, '');
