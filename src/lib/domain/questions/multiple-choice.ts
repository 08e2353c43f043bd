import { askedBase, toPoints, type Asked, type QuestionKind } from './kind.ts';
import type { ChoiceOption, QuestionBase } from './question.ts';
import { shuffle } from './shuffle.ts';

export interface MultipleChoiceQuestion extends QuestionBase {
  type: 'multiple-choice';
  options: ChoiceOption[];
  correctKeys: string[];
}

/** More options than any question has: what stands behind is not looked at. */
const MOST_CHOICES = 100;

/**
 * Several options may be right. The answer is the set of chosen keys, sorted. Points are right minus wrong, divided by
 * the number of right options, never below 0.
 *
 * Worked example: 3 options are right; 2 right ones and 1 wrong one chosen: (2 - 1) / 3 of the points.
 */
export const multipleChoice: QuestionKind<MultipleChoiceQuestion, string[], string[]> = {
  blankAnswer: [],
  draft: chosenKeys,
  normalise(asked, raw) {
    const keys = chosenKeys(asked, raw);
    return keys.length > 0 ? keys : null;
  },
  grade(question, answer) {
    const right = answer.filter((key) => question.correctKeys.includes(key)).length;
    const wrong = answer.length - right;
    return toPoints((right - wrong) / question.correctKeys.length, question.points);
  },
  learnerView: (question, next) => ({ ...askedBase(question), options: shuffle(question.options, next) }),
  reviewView: (question, answer, next) => ({
    lines: shuffle(question.options, next).map(({ key, text }) => ({
      text,
      given: answer?.includes(key) ?? false,
      right: question.correctKeys.includes(key),
    })),
  }),
  rightAnswer: ({ correctKeys }) => [...correctKeys].sort(),
  guessShare: ({ options, correctKeys }) =>
    coinsShare(correctKeys.length, options.length - correctKeys.length),
};

/**
 * The average share when a coin is thrown for each option: over r right and w wrong ones chosen, the sum of max(0, r - w) / right, each as
 * often as there are ways to choose so.
 *
 * Worked example: one right and one wrong option: only "the right one alone" brings a point, 1 of 4 cases.
 */
function coinsShare(right: number, wrong: number): number {
  let total = 0;
  for (let r = 1; r <= right; r++)
    for (let w = 0; w <= Math.min(wrong, r - 1); w++) total += ways(right, r) * ways(wrong, w) * (r - w);
  return total / right / 2 ** (right + wrong);
}

/** How many ways there are to choose k of n. */
const ways = (n: number, k: number): number => (k === 0 ? 1 : (ways(n - 1, k - 1) * n) / k);

function chosenKeys({ options = [] }: Asked, raw: unknown): string[] {
  const chosen = new Set<unknown>(Array.isArray(raw) ? raw.slice(0, MOST_CHOICES) : [raw]);
  return options
    .map(({ key }) => key)
    .filter((key) => chosen.has(key))
    .sort();
}
