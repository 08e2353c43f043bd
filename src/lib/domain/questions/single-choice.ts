import { askedBase, firstOf, toPoints, type Asked, type QuestionKind } from './kind.ts';
import type { ChoiceOption, QuestionBase } from './question.ts';
import { shuffle } from './shuffle.ts';

export interface SingleChoiceQuestion extends QuestionBase {
  type: 'single-choice';
  options: ChoiceOption[];
  correctKey: string;
}

/** One of several options is right. The answer is the option's key; right is full points, wrong is none. */
export const singleChoice: QuestionKind<SingleChoiceQuestion, string, string> = {
  blankAnswer: '',
  draft: (asked, raw) => chosenKey(asked, raw) ?? '',
  normalise: chosenKey,
  grade: (question, answer) => toPoints(answer === question.correctKey ? 1 : 0, question.points),
  learnerView: (question, next) => ({ ...askedBase(question), options: shuffle(question.options, next) }),
  reviewView: (question, answer, next) => ({
    lines: shuffle(question.options, next).map(({ key, text }) => ({
      text,
      given: key === answer,
      right: key === question.correctKey,
    })),
  }),
  rightAnswer: ({ correctKey }) => correctKey,
  guessShare: ({ options }) => 1 / options.length,
};

function chosenKey({ options = [] }: Asked, raw: unknown): string | null {
  const chosen = firstOf(raw);
  return options.find(({ key }) => key === chosen)?.key ?? null;
}
