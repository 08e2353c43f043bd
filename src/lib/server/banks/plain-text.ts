import sanitizeHtml from 'sanitize-html';
import type { Lose } from './bank.ts';

/** Tags that say nothing which plain text does not. */
const PLAIN = new Set(['p', 'br', 'span', 'div', 'sub', 'sup', 'font', 'html', 'body', 'qti-content-body']);
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const BLOCK_END = /<\/(?:p|div|li|tr|h[1-6]|blockquote|pre|ul|ol|table)\s*>/gi;

/**
 * HTML as the plain text that our questions hold: paragraphs and breaks are lines, digits set low or high keep their place (`CO₂`), other
 * formatting is lost and said so. Scripts and styles vanish with what they hold.
 *
 * Worked example: `<p>About <b>CO<sub>2</sub></b></p><p>Choose</p>` is `About CO₂`, a blank line, `Choose`; lost is `b`.
 */
export function plainText(html: string, lose: Lose): string {
  const tags = [...html.matchAll(/<([a-z][a-z0-9-]*)/gi)].map((match) => (match[1] ?? '').toLowerCase());
  const lost = [...new Set(tags)].filter((tag) => !PLAIN.has(tag));
  if (lost.length > 0) lose('markup', lost.join(', '));
  const marked = html
    .replaceAll(/[ \t]*\n\s*/g, ' ')
    .replaceAll(/<sub>\s*(\d+)\s*<\/sub>/gi, (_all, digits: string) => asDigits(digits, SUBSCRIPTS))
    .replaceAll(/<sup>\s*(\d+)\s*<\/sup>/gi, (_all, digits: string) => asDigits(digits, SUPERSCRIPTS))
    .replaceAll(/<br\s*\/?>/gi, '\n')
    .replaceAll(/<li[^>]{0,200}>/gi, '\n- ')
    .replaceAll(BLOCK_END, '\n\n');
  const bare = sanitizeHtml(marked, { allowedTags: [], allowedAttributes: {} });
  return tidy(unescapeBasic(bare));
}

/** Trimmed lines, with at most one blank line between them. */
export const tidy = (text: string): string =>
  text
    .replaceAll(/ *\n */g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();

/** What sanitize-html leaves escaped. */
export const unescapeBasic = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Names of the pictures and other media in HTML. */
export const mediaIn = (html: string): string[] =>
  [...html.matchAll(/<(img|video|audio|object|iframe|embed)\b([^>]{0,2000})/gi)].map(
    ([, tag = '', attributes = '']) =>
      /\b(?:src|data)\s*=\s*["']([^"']{1,300})/i.exec(attributes)?.[1]?.split('/').at(-1) ?? tag,
  );

const asDigits = (digits: string, table: string) =>
  digits.replaceAll(/\d/g, (digit) => table[Number(digit)] ?? digit);
