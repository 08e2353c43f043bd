import { askedBase, firstOf, toPoints, type QuestionKind } from './kind.ts';
import type { QuestionBase } from './question.ts';

export interface TrueFalseQuestion extends QuestionBase {
  type: 'true-false';
  answer: boolean;
}

/** A statement is true or false. The answer is the flag; forms send `true` or `false` as text. */
export const trueFalse: QuestionKind<TrueFalseQuestion, boolean, '' | 'true' | 'false'> = {
  blankAnswer: '',
  draft(_asked, raw) {
    const flag = readFlag(raw);
    return flag === null ? '' : flag ? 'true' : 'false';
  },
  normalise: (_asked, raw) => readFlag(raw),
  grade: (question, answer) => toPoints(answer === question.answer ? 1 : 0, question.points),
  learnerView: (question) => askedBase(question),
  reviewView: (question, answer) => ({
    given: answer === null ? null : [{ flag: answer }],
    right: [{ flag: question.answer }],
  }),
  rightAnswer: ({ answer }) => answer,
  guessShare: () => 0.5,
};

function readFlag(raw: unknown): boolean | null {
  const value = firstOf(raw);
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : null;
}
