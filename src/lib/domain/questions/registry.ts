import type { LearnerView, QuestionKind, RawAnswer, ReviewView } from './kind.ts';
import { multipleChoice } from './multiple-choice.ts';
import { numeric } from './numeric.ts';
import { ordering } from './ordering.ts';
import type { QuestionDocument, QuestionType } from './question.ts';
import { seededNumbers } from './shuffle.ts';
import { singleChoice } from './single-choice.ts';
import { trueFalse } from './true-false.ts';

/** Every question type, one line each. */
const KINDS: { [T in QuestionType]: QuestionKind<Extract<QuestionDocument, { type: T }>, never> } = {
  'single-choice': singleChoice as never,
  'multiple-choice': multipleChoice as never,
  'true-false': trueFalse as never,
  numeric: numeric as never,
  ordering: ordering as never,
};

const kindOf = (question: QuestionDocument) =>
  KINDS[question.type] as QuestionKind<QuestionDocument, unknown>;

/** A stored or sent answer, read by its question's type; null: not answered. */
export const normaliseAnswer = (question: QuestionDocument, raw: RawAnswer): unknown =>
  kindOf(question).normalise(question, raw);

/** Points of an answer, from 0 to `question.points`; no answer has none. Deterministic. */
export function gradeAnswer(question: QuestionDocument, answer: unknown): number {
  const read = answer === null ? null : kindOf(question).normalise(question, answer);
  return read === null ? 0 : kindOf(question).grade(question, read);
}

/** The question as asked in the attempt with that seed; the same every time. */
export const askedQuestion = (question: QuestionDocument, seed: number): LearnerView =>
  kindOf(question).learnerView(question, seededNumbers(seed, question.key));

/** The question as reviewed, in the order in which it was asked. */
export const reviewedQuestion = (question: QuestionDocument, answer: unknown, seed: number): ReviewView => {
  const read = answer === null ? null : kindOf(question).normalise(question, answer);
  return kindOf(question).reviewView(question, read, seededNumbers(seed, question.key));
};
