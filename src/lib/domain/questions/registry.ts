import { categorise } from './categorise.ts';
import { cloze } from './cloze.ts';
import { hotspot } from './hotspot.ts';
import type { Asked, LearnerView, QuestionKind, RawAnswer, ReviewView } from './kind.ts';
import { matching } from './matching.ts';
import { multipleChoice } from './multiple-choice.ts';
import { numeric } from './numeric.ts';
import { ordering } from './ordering.ts';
import type { QuestionDocument, QuestionType } from './question.ts';
import { seededNumbers } from './shuffle.ts';
import { shortText } from './short-text.ts';
import { singleChoice } from './single-choice.ts';
import { trueFalse } from './true-false.ts';

type QuestionOf<T extends QuestionType> = Extract<QuestionDocument, { type: T }>;

/** Every question type, one line each. */
const KINDS: { [T in QuestionType]: QuestionKind<QuestionOf<T>, never, unknown> } = {
  'single-choice': singleChoice as never,
  'multiple-choice': multipleChoice as never,
  'true-false': trueFalse as never,
  numeric: numeric as never,
  'short-text': shortText as never,
  matching: matching as never,
  ordering: ordering as never,
  cloze: cloze as never,
  hotspot: hotspot as never,
  categorise: categorise as never,
};

type AskedOfType = Asked & { type: QuestionType };

const kindOf = ({ type }: { type: QuestionType }) =>
  KINDS[type] as QuestionKind<QuestionDocument, unknown, unknown>;

/** What the fields hold before anything was given. */
export const blankAnswer = (asked: AskedOfType): unknown => kindOf(asked).blankAnswer;

/** What the fields hold for an answer that was sent, also when it is unfinished or unreadable. */
export const draftAnswer = (asked: AskedOfType, raw: RawAnswer): unknown =>
  raw === null ? blankAnswer(asked) : kindOf(asked).draft(asked, raw);

/** A stored or sent answer, read by its question's type; null: not answered. */
export const normaliseAnswer = (asked: AskedOfType, raw: RawAnswer): unknown =>
  raw === null ? null : kindOf(asked).normalise(asked, raw);

/** Points of an answer, from 0 to `question.points`; no answer has none. Deterministic. */
export function gradeAnswer(question: QuestionDocument, raw: RawAnswer): number {
  const answer = normaliseAnswer(question, raw);
  return answer === null ? 0 : kindOf(question).grade(question, answer);
}

/** The question as asked in the attempt with that seed; the same every time. */
export const askedQuestion = (question: QuestionDocument, seed: number): LearnerView =>
  kindOf(question).learnerView(question, seededNumbers(seed, question.key));

/** The question as reviewed, in the order in which it was asked. */
export const reviewedQuestion = (question: QuestionDocument, raw: RawAnswer, seed: number): ReviewView =>
  kindOf(question).reviewView(question, normaliseAnswer(question, raw), seededNumbers(seed, question.key));

/** An answer that gets all points, in the form that a page sends. */
export const rightAnswer = (question: QuestionDocument): unknown => kindOf(question).rightAnswer(question);

/** Share of the points, from 0 to 1, that blind guessing brings on average; null where nobody can say. */
export const guessShare = (question: QuestionDocument): number | null =>
  kindOf(question).guessShare(question);
