import type { ChoiceOption, QuestionDocument, QuestionType } from './question.ts';

/** What a form or an API sends: a text, a list of texts, a flag, a number or named texts. Nothing in it is trusted. */
export type RawAnswer = unknown;

/** A question as the learner gets it: everything needed to answer, nothing of the key. */
export interface LearnerView {
  key: string;
  type: QuestionType;
  prompt: string;
  points: number;
  /** Choices, or the items to order, mixed. */
  options?: ChoiceOption[];
  /** Accepted units of a number, the expected one first. */
  units?: string[];
}

/** One line of a review: a choice or a place, with what was given and what is right. */
export interface ReviewLine {
  text: string;
  given: boolean;
  right: boolean;
}

/** What the review shows besides points and explanation. */
export interface ReviewView {
  /** For choices: every option in the order of the attempt. */
  lines?: ReviewLine[];
  /** For numbers and orders: in words. Null: not answered. */
  given?: string[] | null;
  right?: string[];
}

/** One question type: how an answer is read, graded, asked and reviewed. Pure; registered in registry.ts. */
export interface QuestionKind<Q extends QuestionDocument, A> {
  /** Reads what came in; null for "not answered" and for anything that is no answer. Never throws. Reading twice changes nothing. */
  normalise(question: Q, raw: RawAnswer): A | null;
  /** Points from 0 to `question.points`, rounded to 1e-6. */
  grade(question: Q, answer: A): number;
  learnerView(question: Q, next: () => number): LearnerView;
  reviewView(question: Q, answer: A | null, next: () => number): ReviewView;
}

/** Points are rational numbers kept to 1e-6. */
export const toPoints = (share: number, points: number): number =>
  Math.round(Math.min(1, Math.max(0, share)) * points * 1e6) / 1e6;

/** A text of at most 200 characters, or null. */
export const asText = (raw: RawAnswer): string | null =>
  typeof raw === 'string' && raw.trim() !== '' && raw.length <= 200 ? raw.trim() : null;

/** The part that all types share. */
export const askedBase = ({ key, type, prompt, points }: QuestionDocument) => ({ key, type, prompt, points });
