import type { Picture, Region } from './hotspot.ts';
import type { AcceptedUnit, DecimalMark } from './numeric.ts';
import type { ChoiceOption, QuestionDocument, QuestionType } from './question.ts';

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
  /** Items to put into order, to match or to sort, mixed. */
  items?: ChoiceOption[];
  /** What items are matched with, or the groups that they are sorted into. */
  choices?: ChoiceOption[];
  /** Accepted units of a number by name, so that their order does not tell which one is expected. */
  units?: AskedUnit[];
  /** How a number that could be read in two ways is read. */
  decimalMark?: DecimalMark;
  /** A text with its gaps: see cloze.ts. */
  text?: string;
  gaps?: AskedGap[];
  /** A picture with regions to choose. */
  picture?: Picture;
  regions?: Region[];
  /** May several regions be chosen? */
  many?: boolean;
}

export type AskedUnit = Pick<AcceptedUnit, 'unit' | 'aliases'>;

/** A gap as it is asked. */
export type AskedGap = { key: string } & (
  | { kind: 'choice'; options: ChoiceOption[] }
  | { kind: 'number'; units: AskedUnit[]; decimalMark?: DecimalMark }
  | { kind: 'text' }
);

/** What is needed to read an answer. A question and its learner view both have it, so that a page reads as the server does. */
export interface Asked {
  key: string;
  options?: readonly ChoiceOption[];
  items?: readonly ChoiceOption[];
  choices?: readonly ChoiceOption[];
  units?: readonly AskedUnit[];
  decimalMark?: DecimalMark;
  gaps?: readonly AskedGap[];
  regions?: readonly Region[];
}

/** One line of a review: a choice, with what was given and what is right. */
export interface ReviewLine {
  text: string;
  given: boolean;
  right: boolean;
}

/** One row of a review: an item or a gap, with what was given (null: nothing) and what is right. */
export interface ReviewPair {
  text: string;
  given: string | null;
  right: string;
  isRight: boolean;
}

/** Something that the review shows: course text, a flag, or a number with its unit. */
export type ReviewValue = { text: string } | { flag: boolean } | { number: number; unit: string };

/** What the review shows besides points and explanation. */
export interface ReviewView {
  /** For choices: every option in the order of the attempt. */
  lines?: ReviewLine[];
  /** For what is made of parts: every item in the order of the attempt, every gap (named by its place) in the order of the text. */
  pairs?: ReviewPair[];
  /** The text with the gaps. */
  text?: string;
  /** The picture whose regions the lines name. */
  picture?: Picture;
  regions?: Region[];
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
  /** An answer that gets all points. */
  rightAnswer(question: Q): A;
  /** Share of the points, from 0 to 1, that blind guessing brings on average; null where nobody can say. */
  guessShare(question: Q): number | null;
}

/** Points are rational numbers kept to 1e-6. A share that is no number (nothing could be right) has none. */
export const toPoints = (share: number, points: number): number =>
  share > 0 ? Math.round(Math.min(1, share) * points * 1e6) / 1e6 : 0;

/** The first of several values, as a form that sends a name twice gives them. */
export const firstOf = (raw: RawAnswer): unknown => (Array.isArray(raw) ? (raw[0] as unknown) : raw);

/** The part that all types share. */
export const askedBase = ({ key, type, prompt, points }: QuestionDocument) => ({ key, type, prompt, points });
