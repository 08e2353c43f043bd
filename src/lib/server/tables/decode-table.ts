import { TableRefused } from './table-refused.ts';

/** Signs that no text has, and the sign for one that could not be read. Line ends and tabs are none. */
const CONTROL = /(?![\t\n\v\f\r])\p{Cc}|\ufffd/u;
/** Of the letters beyond ASCII: from here on a text in Windows-1251 is believed to be one. */
const CYRILLIC_SHARE = 0.7;
/** Of the words with Cyrillic letters: so many may hold Latin ones too. `Müller` of another encoding becomes such a word. */
const MIXED_SHARE = 0.1;

/**
 * The text of a CSV file: UTF-8 or UTF-16 with or without their mark, else Windows-1251 where that gives Cyrillic words. What is none of these is refused: letters
 * that come out wrong would be printed on certificates.
 */
export function decodeTable(bytes: Uint8Array): string {
  const text = unicode(bytes) ?? windows1251(bytes);
  if (text === null || CONTROL.test(text)) throw new TableRefused('encoding');
  return text;
}

function unicode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(unicodeName(bytes), { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function unicodeName(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // Line ends, commas and addresses are ASCII: in UTF-16 every one of them has a zero beside it.
  const head = bytes.subarray(0, 1_000);
  const zeros = [0, 0];
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0) return 'utf-8';
  return odd >= even ? 'utf-16le' : 'utf-16be';
}

function windows1251(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  const text = new TextDecoder('windows-1251').decode(bytes);
  const beyond = text.match(/[^\0-\x7f]/g) ?? [];
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu) ?? [];
  const words = (text.match(/\p{L}+/gu) ?? []).filter((word) => /\p{Script=Cyrillic}/u.test(word));
  const mixed = words.filter((word) => /\p{Script=Latin}/u.test(word));
  const isRussian =
    cyrillic.length >= beyond.length * CYRILLIC_SHARE && mixed.length <= words.length * MIXED_SHARE;
  return isRussian ? text : null;
}
