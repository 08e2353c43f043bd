import { LeftOut, type Lose } from '../bank.ts';
import { mediaIn, plainText, tidy } from '../plain-text.ts';
import { childOf, textOf, type XmlElement } from '../xml/read-xml.ts';

const ignore = () => undefined;

/** What stands in `<text>` inside, as written. */
export const rawText = (element: XmlElement | undefined): string => textOf(childOf(element, 'text'));

/** How the text inside is written; HTML where nothing is said. */
export const isHtml = (element: XmlElement | undefined): boolean =>
  !['plain_text', 'markdown'].includes(element?.attributes['format'] ?? 'html');

/** The text inside as plain text. */
export function readText(element: XmlElement | undefined, lose: Lose = ignore): string {
  const raw = rawText(element);
  const format = element?.attributes['format'];
  if (format === 'plain_text') return raw.trim();
  if (format === 'markdown') lose('markup', 'markdown');
  if (format === 'markdown') return tidy(raw);
  // Here a new line is one that the reader sees.
  return plainText(format === 'moodle_auto_format' ? raw.replaceAll('\n', '<br>') : raw, lose);
}

/** As `readText`, for what cannot be answered without its pictures. */
export function readAsked(element: XmlElement | undefined, lose: Lose): string {
  const [media] = isHtml(element) ? mediaIn(rawText(element)) : [];
  if (media !== undefined) throw new LeftOut('picture-in-text', media);
  return readText(element, lose);
}
