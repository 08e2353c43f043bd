import { askedBase, asText, toPoints, type QuestionKind } from './kind.ts';
import type { SingleChoiceQuestion } from './question.ts';
import { shuffle } from './shuffle.ts';

/** One of several options is right. The answer is the option's key; right is full points, wrong is none. */
export const singleChoice: QuestionKind<SingleChoiceQuestion, string> = {
  normalise(question, raw) {
    const key = asText(Array.isArray(raw) ? raw[0] : raw);
    return question.options.some((option) => option.key === key) ? key : null;
  },
  grade: (question, answer) => toPoints(answer === question.correctKey ? 1 : 0, question.points),
  learnerView: (question, next) => ({ ...askedBase(question), options: shuffle(question.options, next) }),
  reviewView: (question, answer, next) => ({
    lines: shuffle(question.options, next).map(({ key, text }) => ({
      text,
      given: key === answer,
      right: key === question.correctKey,
    })),
  }),
};
