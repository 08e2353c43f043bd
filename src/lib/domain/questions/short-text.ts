import { askedBase, firstOf, toPoints, type QuestionKind, type RawAnswer } from './kind.ts';
import type { QuestionBase } from './question.ts';

const LONGEST = 200;

/** An accepted answer. `*` stands for any text, also none; `\*` is a star. */
export interface AcceptedText {
  pattern: string;
  /** Share of the points that it gets, above 0 and up to 1. */
  share: number;
}

/** What decides whether a text is accepted. Gaps in a text (cloze.ts) are judged by the same. */
export interface TextRule {
  accepted: AcceptedText[];
  /** Do `CO2` and `co2` differ? */
  matchCase: boolean;
  /** Do `é` and `e` differ? */
  matchDiacritics: boolean;
}

export interface ShortTextQuestion extends QuestionBase, TextRule {
  type: 'short-text';
}

/**
 * A few words typed by hand, compared with accepted answers. Spaces, letters that only look different (Arabic and Persian yeh and kaf, full
 * width) and joining marks never matter; case and diacritics matter only where the question says so. The best match counts.
 *
 * Worked example: accepted are `clinker` in full and `cement*` for half: " Clinker " gets all points, "cement kiln" half of them.
 */
export const shortText: QuestionKind<ShortTextQuestion, string, string> = {
  blankAnswer: '',
  draft: (_asked, raw) => typedText(raw),
  normalise: (_asked, raw) => readText(raw),
  grade: (question, answer) => toPoints(shareOfText(question, answer), question.points),
  learnerView: (question) => askedBase(question),
  reviewView: (question, answer) => ({
    given: answer === null ? null : [{ text: answer }],
    right: [{ text: shownText(question) }],
  }),
  rightAnswer: (question) =>
    bestOf(question)
      .pattern.replaceAll(/(?<!\\)\*/g, '')
      .replaceAll('\\*', '*'),
  guessShare: () => 0,
};

/** The text as typed; what is too long to be meant, or no text, is empty. */
function typedText(raw: RawAnswer): string {
  const text = firstOf(raw);
  return typeof text === 'string' && text.length <= LONGEST ? text : '';
}

/** The text without needless spaces; null for nothing. */
export function readText(raw: RawAnswer): string | null {
  const text = typedText(raw).normalize('NFC').replaceAll(UNSEEN, '').replaceAll(/\s+/g, ' ').trim();
  return text === '' ? null : text;
}

/** Control characters, marks of direction and of joining. */
const UNSEEN = /[\p{Cc}\u200B-\u200F\u061C\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;

/** Share of the points that a text gets, from 0 to 1. */
export function shareOfText(rule: TextRule, text: string): number {
  const given = folded(rule, text);
  const shares = rule.accepted.filter(({ pattern }) => matches(rule, pattern, given));
  return Math.max(0, ...shares.map(({ share }) => share));
}

/** The answer that the review shows: the best one, with `…` where anything may stand. */
export const shownText = (rule: TextRule): string =>
  bestOf(rule)
    .pattern.replaceAll(/(?<!\\)\*/g, '…')
    .replaceAll('\\*', '*');

const bestOf = ({ accepted }: TextRule): AcceptedText =>
  accepted.reduce(
    (best, one) => (one.share > best.share ? one : best),
    accepted[0] ?? { pattern: '', share: 0 },
  );

/**
 * Does a text consist of the pieces between the stars, in this order, with anything between them? Each piece is taken where it first
 * comes, which loses no match and never looks back: a pattern of many stars is as quick as one of none.
 */
function matches(rule: TextRule, pattern: string, given: string): boolean {
  const pieces = pattern
    .trim()
    .split(/(?<!\\)\*+/)
    .map((piece) => folded(rule, piece.replaceAll('\\*', '*')));
  const [first = '', ...others] = pieces;
  const last = others.pop();
  if (last === undefined) return given === first;
  let at = first.length;
  for (const piece of others) {
    const found = given.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return given.startsWith(first) && given.endsWith(last) && given.length - last.length >= at;
}

/** What two spellings of the same have in common. */
function folded({ matchCase, matchDiacritics }: TextRule, text: string): string {
  const plain = text
    .normalize('NFKC')
    .replaceAll(UNSEEN, '')
    .replaceAll('\u064A', '\u06CC')
    .replaceAll('\u0643', '\u06A9')
    .replaceAll(/\s+/g, ' ');
  const cased = matchCase ? plain : plain.replaceAll(/[İı]/g, 'i').toLowerCase();
  return matchDiacritics ? cased.normalize('NFC') : cased.normalize('NFD').replaceAll(/\p{M}/gu, '');
}
