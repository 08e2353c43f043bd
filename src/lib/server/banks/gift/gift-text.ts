import type { Lose } from '../bank.ts';
import { plainText, tidy } from '../plain-text.ts';

/** Signs that GIFT gives a meaning, and the private signs that stand for them once they were escaped. */
const SPECIAL = '\\~=#{}:\n';
const FIRST_PRIVATE = 0xe000;

/** Escaped signs (`\=`) as private ones, so that every sign left has its meaning; `\n` is a new line. */
export const protect = (text: string): string =>
  text.replaceAll(/\\([\\~=#{}:n])/g, (_all, sign: string) =>
    String.fromCodePoint(FIRST_PRIVATE + SPECIAL.indexOf(sign === 'n' ? '\n' : sign)),
  );

const restore = (text: string): string =>
  text.replaceAll(
    /[\uE000-\uE007]/g,
    (sign) => SPECIAL[(sign.codePointAt(0) ?? FIRST_PRIVATE) - FIRST_PRIVATE] ?? '',
  );

/** Text for a GIFT file. */
export const escapeGift = (text: string): string =>
  text.replaceAll(/[\\~=#{}:\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`));

export type TextFormat = 'moodle' | 'html' | 'plain' | 'markdown';

/** `[html]` in front says how a text is written. */
export function formatOf(text: string, given: TextFormat): { format: TextFormat; rest: string } {
  const [all, named] = /^\s*\[(moodle|html|plain|markdown)\]/.exec(text) ?? [];
  return all === undefined
    ? { format: given, rest: text }
    : { format: named as TextFormat, rest: text.slice(all.length) };
}

const LOOKS_LIKE_HTML =
  /<\/?(?:p|br|b|i|u|em|strong|span|div|sub|sup|ul|ol|li|img|a|table|h[1-6]|code|pre)\b|&(?:#\d+|#x[\da-f]+|[a-z]+);/i;

/** A protected text as plain text; it may say itself how it is written. */
export function readText(text: string, given: TextFormat, lose: Lose): string {
  const { format, rest } = formatOf(text, given);
  return readAs(format, rest, lose);
}

/** The same for a text whose format was read before. */
export function readAs(format: TextFormat, text: string, lose: Lose): string {
  const written = restore(text.trim());
  if (format === 'html') return plainText(written, lose);
  if (format === 'markdown') lose('markup', 'markdown');
  if (format === 'moodle' && LOOKS_LIKE_HTML.test(written))
    return plainText(written.replaceAll('\n', '<br>'), lose);
  return format === 'plain' ? written.trim() : tidy(written);
}
