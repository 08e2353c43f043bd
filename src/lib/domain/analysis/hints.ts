import type { ItemFigures } from './item-analysis.ts';

/**
 * What the figures of one item give cause to look at, the most pressing one: `key` those who do well elsewhere get it wrong; `guessing` it
 * brings no more than blind guessing would; `easy` nearly everybody has it right; `weak` it hardly tells good attempts from weak ones; `few` too
 * few answers to say anything. Null: nothing.
 */
export type Hint = 'few' | 'key' | 'guessing' | 'easy' | 'weak' | null;

const FEWEST = 10;
const EASY_PERCENT = 95;
/** Below it Moodle's documentation calls the discrimination "very weak" (docs.moodle.org, Quiz statistics report). */
const WEAK_PERCENT = 20;

/** Worked example: 40 answers, facility 60, discrimination -12: `key`. With 8 answers: `few`. */
export function hintOf(
  { n, facility, discriminationIndex }: Pick<ItemFigures, 'n' | 'facility' | 'discriminationIndex'>,
  guessPercent: number | null,
): Hint {
  if (n < FEWEST || facility === null) return 'few';
  if (discriminationIndex !== null && discriminationIndex < 0) return 'key';
  if (guessPercent !== null && facility <= guessPercent) return 'guessing';
  if (facility >= EASY_PERCENT) return 'easy';
  return discriminationIndex !== null && discriminationIndex < WEAK_PERCENT ? 'weak' : null;
}

/** How one item went for those who use the product in one language. */
export interface LanguageFacility {
  language: string;
  n: number;
  /** In percent. */
  facility: number;
}

/** All languages of some questions, in order: the columns of their table. Worked example: fa and en, then en: en, fa. */
export const languagesOf = (questions: readonly { languages: readonly LanguageFacility[] }[]): string[] =>
  [...new Set(questions.flatMap(({ languages }) => languages.map(({ language }) => language)))].sort();

/** Between languages with enough answers, a difference of more than so many percent of the points is worth a look at the translation. */
const FAR_APART_PERCENT = 20;

/**
 * The language in which an item is much harder than in another, where both have ten answers or more; null where there is none.
 *
 * Worked example: 12 answers in English with 80 % and 10 in Persian with 55 %: Persian.
 */
export function muchHarderIn(languages: readonly LanguageFacility[]): string | null {
  const known = languages.filter(({ n }) => n >= FEWEST).sort((a, b) => a.facility - b.facility);
  const [hardest, easiest] = [known[0], known.at(-1)];
  if (!hardest || !easiest) return null;
  return easiest.facility - hardest.facility > FAR_APART_PERCENT ? hardest.language : null;
}

const PRESSING: readonly Hint[] = ['key', 'guessing', 'weak', 'easy'];

/** Is there cause to look at a question? Too few answers are none. */
export const needsLook = (question: Hinted): boolean => pressureOf(question) < PRESSING.length + 1;

interface Hinted {
  hint: Hint;
  /** See `muchHarderIn`. */
  harderIn: string | null;
}

/**
 * The most pressing questions first: a doubtful key, then guessing, a translation, and the others; the rest, and equal ones, as they stand.
 *
 * Worked example: easy, nothing, key becomes key, easy, nothing.
 */
export const byPressure = <Question extends Hinted>(questions: readonly Question[]): Question[] =>
  [...questions].sort((a, b) => pressureOf(a) - pressureOf(b));

function pressureOf({ hint, harderIn }: Hinted): number {
  const place = PRESSING.indexOf(hint);
  if (place === 0 || place === 1) return place;
  if (harderIn !== null) return 2;
  return place === -1 ? PRESSING.length + 1 : place + 1;
}
