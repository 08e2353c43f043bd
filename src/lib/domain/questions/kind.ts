import type { AcceptedUnit, ChoiceOption, QuestionDocument, QuestionType } from './question.ts';

/** What a form or an API sends: a text, a list of texts, a flag, a number or named texts. Nothing in it is trusted. */
export type RawAnswer = unknown;

/** A question as the learner gets it: everything needed to answer, nothing of the key. */
export interface LearnerView {
  key: string;
  type: QuestionType;
  prompt: string;
  points: number;
  /** Choices, mixed. */
  options?: ChoiceOption[];
  /** Items to put into order, mixed. */
  items?: ChoiceOption[];
  /** Accepted units of a number by name, so that their order does not tell which one is expected. */
  units?: Pick<AcceptedUnit, 'unit' | 'aliases'>[];
}

/** What is needed to read an answer. A question and its learner view both have it, so that a page reads as the server does. */
export type Asked = Pick<LearnerView, 'key' | 'options' | 'items' | 'units'>;

/** One line of a review: a choice, with what was given and what is right. */
export interface ReviewLine {
  text: string;
  given: boolean;
  right: boolean;
}

/** Something that the review shows: course text, a flag, or a number with its unit. */
export type ReviewValue = { text: string } | { flag: boolean } | { number: number; unit: string };

/** What the review shows besides points and explanation. */
export interface ReviewView {
  /** For choices: every option in the order of the attempt. */
  lines?: ReviewLine[];
  /** For everything else. Null: not answered. More than one value is an order. */
  given?: ReviewValue[] | null;
  right?: ReviewValue[];
}

/**
 * One question type: how an answer is read, graded, asked and reviewed. Pure; registered in registry.ts. `A` is an answer, `D` is what the
 * fields of the form hold, which may be blank, unfinished or unreadable.
 */
export interface QuestionKind<Q extends QuestionDocument, A, D> {
  blankAnswer: D;
  /** The fields that show again what was sent. Never throws. Reading the answer of a draft gives the same as reading what it was made of. */
  draft(asked: Asked, raw: RawAnswer): D;
  /** Reads what came in; null for "not answered" and for anything that is no answer. Never throws. Reading twice changes nothing. */
  normalise(asked: Asked, raw: RawAnswer): A | null;
  /** Points from 0 to `question.points`, rounded to 1e-6. */
  grade(question: Q, answer: A): number;
  learnerView(question: Q, next: () => number): LearnerView;
  reviewView(question: Q, answer: A | null, next: () => number): ReviewView;
}

/** Points are rational numbers kept to 1e-6. A share that is no number (nothing could be right) has none. */
export const toPoints = (share: number, points: number): number =>
  share > 0 ? Math.round(Math.min(1, share) * points * 1e6) / 1e6 : 0;

/** The first of several values, as a form that sends a name twice gives them. */
export const firstOf = (raw: RawAnswer): unknown => (Array.isArray(raw) ? (raw[0] as unknown) : raw);

/** The part that all types share. */
export const askedBase = ({ key, type, prompt, points }: QuestionDocument) => ({ key, type, prompt, points });
