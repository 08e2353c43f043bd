import { askedBase, toPoints, type QuestionKind } from './kind.ts';
import { parseNumber } from './parse-number.ts';
import type { AcceptedUnit, NumericQuestion } from './question.ts';

/** A number in one of the accepted units. */
export interface NumericAnswer {
  /** As typed, to be shown back. */
  typed: string;
  value: number;
  /** Name of the accepted unit. */
  unit: string;
}

/**
 * A number with a tolerance and a unit. Units that convert are equal: where the answer is 1.8 t, `1,8 tonne` and `1800 kg` are right.
 * A number without a unit is read in the expected one. A unit that is not accepted makes the answer wrong, never unread: it is
 * kept with its own name and graded 0.
 *
 * Worked example: value 1.8, absolute tolerance 0.05: 1.75 and 1.85 are right, 1.86 is wrong.
 */
export const numeric: QuestionKind<NumericQuestion, NumericAnswer> = {
  normalise(question, raw) {
    const { typed, unit } = readRaw(raw);
    const parsed = typed === null ? null : parseNumber(typed);
    if (typed === null || !parsed) return null;
    const named = parsed.unit || unit || question.unit;
    return { typed, value: parsed.value, unit: findUnit(question, named)?.unit ?? named };
  },
  grade(question, answer) {
    const unit = findUnit(question, answer.unit);
    if (!unit) return 0;
    const value = answer.value * unit.factor;
    const allowed =
      'absolute' in question.tolerance
        ? question.tolerance.absolute
        : Math.abs(question.value) * question.tolerance.relative;
    // A hair of room for binary fractions: 1.8 + 0.05 is not 1.85 in floating point.
    const hair = 1e-9 * Math.max(1, Math.abs(question.value));
    return toPoints(Math.abs(value - question.value) <= allowed + hair ? 1 : 0, question.points);
  },
  learnerView: (question) => ({
    ...askedBase(question),
    units: [
      question.unit,
      ...question.units.map(({ unit }) => unit).filter((unit) => unit !== question.unit),
    ],
  }),
  reviewView: (question, answer) => ({
    given: answer ? [`${answer.value} ${answer.unit}`] : null,
    right: [`${question.value} ${question.unit}`],
  }),
};

function readRaw(raw: unknown): { typed: string | null; unit: string } {
  if (typeof raw === 'number') return { typed: String(raw), unit: '' };
  if (typeof raw === 'string') return { typed: raw.length <= 100 ? raw.trim() : null, unit: '' };
  if (Array.isArray(raw)) return readRaw(raw[0]);
  if (!raw || typeof raw !== 'object') return { typed: null, unit: '' };
  const { typed, unit } = raw as { typed?: unknown; unit?: unknown };
  return {
    typed: typeof typed === 'string' && typed.length <= 100 ? typed.trim() : null,
    unit: typeof unit === 'string' ? unit.slice(0, 40) : '',
  };
}

/** Units are compared without case, spaces, dots and subscripts: `t CO₂` and `tco2` are one. */
const plainUnit = (unit: string) => unit.normalize('NFKC').toLowerCase().replaceAll(/[\s.]/g, '');

function findUnit(question: NumericQuestion, named: string): AcceptedUnit | undefined {
  const wanted = plainUnit(named);
  return question.units.find(({ unit, aliases }) =>
    [unit, ...aliases].some((known) => plainUnit(known) === wanted),
  );
}
