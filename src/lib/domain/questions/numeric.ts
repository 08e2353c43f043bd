import { askedBase, firstOf, toPoints, type Asked, type QuestionKind } from './kind.ts';
import { parseNumber } from './parse-number.ts';
import type { AcceptedUnit, NumericQuestion } from './question.ts';

const LONGEST_TYPED = 100;
const LONGEST_UNIT = 40;

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
 * A number without a unit is read in the expected one; a unit typed behind the number counts more than the chosen one. A unit that is
 * not accepted makes the answer wrong, never unread.
 *
 * Worked example: value 1.8, absolute tolerance 0.05: 1.75 and 1.85 are right, 1.86 is wrong.
 */
export const numeric: QuestionKind<NumericQuestion, NumericAnswer, NumericDraft> = {
  blankAnswer: { typed: '', unit: '' },
  draft: (_asked, raw) => readFields(raw),
  normalise(asked, raw) {
    const { typed, unit } = readFields(raw);
    const parsed = parseNumber(typed);
    if (!parsed) return null;
    const named = parsed.unit || unit;
    return { typed, value: parsed.value, unit: findUnit(asked.units ?? [], named)?.unit ?? named };
  },
  grade(question, answer) {
    const unit = findUnit(question.units, answer.unit || question.unit);
    if (!unit) return 0;
    const allowed =
      'absolute' in question.tolerance
        ? question.tolerance.absolute
        : Math.abs(question.value) * question.tolerance.relative;
    // A hair of room for binary fractions: 1.8 + 0.05 is not 1.85 in floating point.
    const hair = 1e-9 * Math.max(1, Math.abs(question.value));
    const away = Math.abs(answer.value * unit.factor - question.value);
    return toPoints(away <= allowed + hair ? 1 : 0, question.points);
  },
  learnerView: (question) => ({
    ...askedBase(question),
    units: question.units
      .map(({ unit, aliases }) => ({ unit, aliases: [...aliases] }))
      .sort((a, b) => (a.unit < b.unit ? -1 : 1)),
  }),
  reviewView: (question, answer) => ({
    given: answer ? [{ number: answer.value, unit: answer.unit || question.unit }] : null,
    right: [{ number: question.value, unit: question.unit }],
  }),
};

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
