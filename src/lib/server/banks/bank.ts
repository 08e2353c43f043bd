import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import type { BankProblemCode } from './problem-codes.ts';

/** What only a course knows of a question; files of other tools do not say it. */
type CourseOnly = 'key' | 'objectiveKey' | 'sectionKey' | 'factIds' | 'watch';
type Without<Q, K extends PropertyKey> = Q extends unknown ? Omit<Q, K> : never;

/** A question without its place in a course. */
export type QuestionBody = Without<QuestionDocument, CourseOnly>;
export type BodyOf<T extends QuestionBody['type']> = Extract<QuestionBody, { type: T }>;

/** A question as it stands in a file of questions. */
export interface BankQuestion {
  /** What the file calls it. */
  name: string;
  /** Where it begins, from 1. */
  line: number;
  body: QuestionBody;
  /** What our own format says of its place. */
  place?: Pick<QuestionDocument, CourseOnly>;
  /** The bytes of the picture that the body points at, where the file holds them. */
  picture?: Uint8Array;
}

/** One thing that a file says and a question cannot, or the other way round. */
export interface BankProblem {
  /** The question, or the file inside an archive; empty: the file itself. */
  name: string;
  line: number;
  code: BankProblemCode;
  /** The word, number or name that it is about. */
  detail: string;
  /** Was the question left out, or was it carried without this? */
  isLeftOut: boolean;
}

/** What was read from a file. Readers never throw on a bad file: they list what is wrong with it. */
export interface ReadBank {
  questions: BankQuestion[];
  problems: BankProblem[];
}

/** Files of questions that can be written, and what they are written into. */
export interface WrittenBank<Content = string> {
  content: Content;
  problems: BankProblem[];
}

export const BANK_FORMATS = ['gift', 'moodle', 'qti', 'yaml'] as const;
export type BankFormat = (typeof BANK_FORMATS)[number];

/** The question cannot be carried. Thrown and caught within one reader or writer. */
export class LeftOut extends Error {
  readonly code: BankProblemCode;
  readonly detail: string;

  constructor(code: BankProblemCode, detail = '') {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

/** Says what was lost of the question at hand. */
export type Lose = (code: BankProblemCode, detail?: string) => void;

/**
 * Carries one question; what it loses, and why it was left out, is added to the problems under its name and line. Null: left out. Anything
 * but `LeftOut` is a bug and goes on.
 */
export function carry<T>(
  at: { name: string; line: number },
  problems: BankProblem[],
  work: (lose: Lose) => T,
): T | null {
  const lost: BankProblem[] = [];
  try {
    const carried = work((code, detail = '') => {
      if (!lost.some((known) => known.code === code && known.detail === detail))
        lost.push({ name: at.name, line: at.line, code, detail, isLeftOut: false });
    });
    problems.push(...lost);
    return carried;
  } catch (error) {
    if (!(error instanceof LeftOut)) throw error;
    const { code, detail } = error;
    problems.push({ name: at.name, line: at.line, code, detail, isLeftOut: true });
    return null;
  }
}

/** The whole file cannot be read. */
export const unreadable = (code: BankProblemCode, detail = '', line = 1, name = ''): ReadBank => ({
  questions: [],
  problems: [{ name, line, code, detail, isLeftOut: true }],
});
