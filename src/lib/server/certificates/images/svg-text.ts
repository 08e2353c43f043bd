const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text for the content or an attribute of XML. */
export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);

/** How wide a letter is about, in parts of the type's size: Chinese letters fill a square, others little more than half of one. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (/\p{Script=Han}/u.test(letter) ? 1.02 : 0.56), 0);

/** The size at which a text fits into `room` on one line, never above `most`. Worked example: twenty letters in 448 are set at about 40. */
export const fitSize = (text: string, room: number, most: number): number =>
  Math.min(most, Math.floor((room / Math.max(widthOf(text), 1)) * 10) / 10);

/**
 * Breaks a text between words into lines that fit into `room` at `size`; a word that is wider alone stands alone. What is behind the last of `most`
 * lines is cut, with an ellipsis.
 */
export function breakLines(text: string, room: number, size: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last !== undefined && widthOf(longer) * size <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines[most - 1]}…`];
}
