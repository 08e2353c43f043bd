import type { Section } from './course.ts';

const WORDS_A_MINUTE = 180;

/**
 * The written stand-in of a segment that staff added: plain paragraphs, set apart by blank lines, as HTML that holds nothing but `<p>` and
 * `<br>`. A single line break stays one.
 *
 * Worked example: `One & two.` and, behind a blank line, `Three` is `<p>One &amp; two.</p><p>Three</p>`.
 */
export function summaryHtml(text: string): string {
  return paragraphsOf(text)
    .map((paragraph) => `<p>${paragraph.map(escaped).join('<br />')}</p>`)
    .join('');
}

/** The way back: the text of which `summaryHtml` makes that HTML. */
export function summaryText(html: string): string {
  return html
    .replaceAll('</p><p>', '\n\n')
    .replaceAll(/<\/?p>/g, '')
    .replaceAll('<br />', '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** `key` is that of the segment; `title` says that it is a written summary. */
export function writtenSummary(given: { key: string; title: string; text: string }): Section {
  const words = given.text.trim().split(/\s+/).length;
  return {
    key: `${given.key}-summary`,
    title: given.title,
    minutes: Math.max(1, Math.round(words / WORDS_A_MINUTE)),
    html: summaryHtml(given.text),
    factIds: [],
    termKeys: [],
  };
}

/** Paragraphs of lines, without the spaces at their ends. */
const paragraphsOf = (text: string): string[][] =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n[^\S\n]*\n/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    )
    .filter((paragraph) => paragraph.length > 0);

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
