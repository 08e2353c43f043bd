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
