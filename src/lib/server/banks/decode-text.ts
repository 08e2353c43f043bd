/** Encodings that an XML declaration may name besides UTF-8 and UTF-16; nothing else is guessed at. */
const NAMED = new Set(['utf-8', 'us-ascii', 'iso-8859-1', 'iso-8859-15', 'windows-1251', 'windows-1252']);

/**
 * The text of a file, by its byte order mark, by the shape of its first bytes, or by what its XML declaration says; UTF-8 otherwise. Without
 * the mark, with `\n` at the end of lines. Null for bytes that are no text.
 */
export function decodeText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text.replaceAll(/\r\n?/g, '\n');
  } catch {
    return null;
  }
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // A sign of ASCII in two bytes: `<`, `:`, `/` as these formats begin.
  if (bytes.length > 1 && second === 0 && first !== 0) return 'utf-16le';
  if (bytes.length > 1 && first === 0 && second !== 0) return 'utf-16be';
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const named = /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(head)?.[1];
  const encoding = named?.toLowerCase() ?? 'utf-8';
  return NAMED.has(encoding) ? encoding : 'utf-8';
}
