import type { AcceptedText } from '#lib/domain/questions/short-text.ts';
import type { NumberRule } from '#lib/domain/questions/numeric.ts';
import { LeftOut, type BodyOf, type Lose } from './bank.ts';
import { toMillionth, toPercent } from './numbers.ts';
import { withKeys } from './part-keys.ts';

/** An answer as Moodle's formats hold it: a share of the points from -1 to 1, and what is said to who gives it. */
export interface WeighedAnswer {
  text: string;
  share: number;
  feedback: string;
}

const NEAR = 1e-3;
const isFull = ({ share }: WeighedAnswer) => share > 1 - NEAR;

/** Options with one right answer. A part of the points for another option is lost: here it gets none. */
export function oneOf(
  answers: readonly WeighedAnswer[],
  lose: Lose,
): Pick<BodyOf<'single-choice'>, 'options' | 'correctKey'> {
  const right = answers.filter(isFull);
  if (answers.length < 2) throw new LeftOut('too-few-parts');
  if (right.length === 0) throw new LeftOut('no-right-answer');
  if (right.length > 1) throw new LeftOut('several-right-answers');
  for (const answer of answers)
    if (!isFull(answer) && Math.abs(answer.share) > NEAR)
      lose('share', `${answer.text}: ${toPercent(answer.share)} %`);
  const options = withKeys(answers.map(({ text }) => text));
  return { options, correctKey: options[answers.findIndex(isFull)]?.key ?? '' };
}

/**
 * Options of which several are right. Here every right one counts the same and every wrong one takes as much away; a file that says otherwise
 * loses that.
 */
export function someOf(
  answers: readonly WeighedAnswer[],
  lose: Lose,
): Pick<BodyOf<'multiple-choice'>, 'options' | 'correctKeys'> {
  const right = answers.filter(({ share }) => share > 0);
  if (right.length === 0) throw new LeftOut('no-right-answer');
  if (right.length === answers.length) throw new LeftOut('no-wrong-answer');
  const each = 1 / right.length;
  const differing = answers.filter(({ share }) => Math.abs(share - (share > 0 ? each : -each)) > NEAR);
  if (differing.length > 0)
    lose('share', differing.map(({ text, share }) => `${text}: ${toPercent(share)} %`).join('; '));
  const options = withKeys(answers.map(({ text }) => text));
  const correctKeys = options
    .filter((_option, index) => (answers[index]?.share ?? 0) > 0)
    .map(({ key }) => key);
  return { options, correctKeys };
}

/** Accepted texts; what gets nothing is no accepted text. */
export function acceptedFrom(answers: readonly WeighedAnswer[]): AcceptedText[] {
  const accepted = answers
    .filter(({ share, text }) => share > 0 && text !== '')
    .map(({ text, share }) => ({ pattern: text, share: toMillionth(Math.min(1, share)) }));
  if (!accepted.some(({ share }) => share > 1 - NEAR)) throw new LeftOut('no-right-answer');
  return accepted;
}

/** A number and how far from it is right. */
export interface WeighedNumber extends Omit<WeighedAnswer, 'text'> {
  value: number;
  tolerance: number;
}

/** The first number that gets all points; further ones, and parts of the points, are lost. */
export function numberFrom(answers: readonly WeighedNumber[], lose: Lose): NumberRule {
  const [best] = answers.filter(({ share }) => share > 1 - NEAR);
  if (!best) throw new LeftOut('no-right-answer');
  for (const { value, share } of answers.filter((answer) => answer !== best && answer.share > 0))
    lose('other-answers', `${value}: ${toPercent(share)} %`);
  return { value: best.value, tolerance: { absolute: Math.abs(best.tolerance) }, ...BARE_NUMBER };
}

/** Of a number without a unit. */
export const BARE_NUMBER = { unit: '', units: [{ unit: '', factor: 1, aliases: [] }] };

/** The general feedback; where there is none, what is said to who is right. Everything else that is said is lost. */
export function explanationFrom(
  general: string,
  answers: readonly Pick<WeighedAnswer, 'share' | 'feedback'>[],
  lose: Lose,
): string {
  const said = answers.filter(({ feedback }) => feedback !== '');
  const toRight = said.filter(({ share }) => share > 0).map(({ feedback }) => feedback);
  const explanation = general || [...new Set(toRight)].join('\n');
  if (said.some(({ feedback }) => !explanation.includes(feedback))) lose('answer-feedback');
  if (explanation === '') lose('no-explanation');
  return explanation;
}
