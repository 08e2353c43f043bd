import { askedBase, toPoints, type QuestionKind } from './kind.ts';
import type { TrueFalseQuestion } from './question.ts';

/** A statement is true or false. The answer is the flag; forms send `true` or `false` as text. */
export const trueFalse: QuestionKind<TrueFalseQuestion, boolean> = {
  normalise(_question, raw) {
    const value: unknown = Array.isArray(raw) ? raw[0] : raw;
    if (value === true || value === 'true') return true;
    return value === false || value === 'false' ? false : null;
  },
  grade: (question, answer) => toPoints(answer === question.answer ? 1 : 0, question.points),
  learnerView: (question) => askedBase(question),
  reviewView: (question, answer) => ({
    given: answer === null ? null : [String(answer)],
    right: [String(question.answer)],
  }),
};
