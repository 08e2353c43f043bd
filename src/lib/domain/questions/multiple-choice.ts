import { askedBase, toPoints, type Asked, type QuestionKind } from './kind.ts';
import type { MultipleChoiceQuestion } from './question.ts';
import { shuffle } from './shuffle.ts';

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
};

function chosenKeys({ options = [] }: Asked, raw: unknown): string[] {
  const chosen = new Set<unknown>(Array.isArray(raw) ? raw.slice(0, MOST_CHOICES) : [raw]);
  return options
    .map(({ key }) => key)
    .filter((key) => chosen.has(key))
    .sort();
}
