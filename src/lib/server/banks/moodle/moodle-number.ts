import type { AcceptedUnit, NumberRule } from '#lib/domain/questions/numeric.ts';
import { LeftOut, type Lose } from '../bank.ts';
import { BARE_NUMBER, numberFrom, type WeighedAnswer } from '../judge-answers.ts';
import { clean, readPlainNumber } from '../numbers.ts';
import { childOf, elementsOf, textOf, type XmlElement } from '../xml/read-xml.ts';

/** A number with its tolerance and units, from the answers of a question and what stands beside them. */
export function moodleNumber(
  question: XmlElement,
  answers: readonly WeighedAnswer[],
  lose: Lose,
): NumberRule {
  const tolerances = elementsOf(question, 'answer').map(
    (answer) => readPlainNumber(textOf(childOf(answer, 'tolerance'))) ?? 0,
  );
  const numbers = answers.flatMap(({ text, share, feedback }, index) => {
    const value = readPlainNumber(text);
    // `*` is Moodle's "any other answer".
    if (value === null && text !== '*') throw new LeftOut('not-understood', text);
    return value === null ? [] : [{ value, share, feedback, tolerance: tolerances[index] ?? 0 }];
  });
  return { ...numberFrom(numbers, lose), ...unitsOf(question), ...wrongUnit(question) };
}

/**
 * Moodle's multiplier says how many of a unit one of the first unit is; our factor turns a number in a unit into the first one. Units with the
 * same multiplier are other names of one.
 *
 * Worked example: `t` 1, `kg` 1000: the factor of kg is 0.001.
 */
function unitsOf(question: XmlElement): Pick<NumberRule, 'unit' | 'units'> {
  const units: AcceptedUnit[] = [];
  for (const given of elementsOf(childOf(question, 'units') ?? question, 'unit')) {
    const name = textOf(childOf(given, 'unit_name')).trim();
    const multiplier = readPlainNumber(textOf(childOf(given, 'multiplier'))) ?? 0;
    if (name === '' || multiplier <= 0) throw new LeftOut('not-understood', name || 'unit');
    const factor = clean(1 / multiplier);
    const same = units.find((unit) => unit.factor === factor);
    if (same) same.aliases.push(name);
    else units.push({ unit: name, factor, aliases: [] });
  }
  const base = units.find(({ factor }) => factor === 1);
  if (units.length > 0 && !base) throw new LeftOut('not-understood', 'multiplier');
  return base ? { unit: base.unit, units } : BARE_NUMBER;
}

/** `unitgradingtype` 0: the unit may be left away and a wrong one is wrong; 1 and 2: a wrong one loses the penalty. */
function wrongUnit(question: XmlElement): Pick<NumberRule, 'wrongUnitLoses'> {
  const grading = textOf(childOf(question, 'unitgradingtype')).trim();
  const penalty = readPlainNumber(textOf(childOf(question, 'unitpenalty')));
  if (!['1', '2'].includes(grading) || penalty === null) return {};
  return { wrongUnitLoses: Math.min(1, Math.max(0, penalty)) };
}
