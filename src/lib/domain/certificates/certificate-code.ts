/** Crockford's base 32: no I, L, O (they look like digits) and no U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 26;
const GROUPS = /^(.{5})(.{5})(.{5})(.{5})(.{6})$/;

/** How many random bytes a code needs: 17 bytes are 136 bits, of which the code holds the first 130. */
export const CODE_BYTES = 17;

/**
 * A certificate's code from random bytes: 26 characters (130 bits) in five groups. Throws a RangeError for fewer than 17 bytes.
 *
 * Worked example: seventeen bytes of 255 give `ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZZ`; a first byte of 8 (00001000) and zeros
 * after it give `10000-00000-00000-00000-000000`.
 */
export function makeCode(bytes: Uint8Array): string {
  if (bytes.length < CODE_BYTES) throw new RangeError(`A code needs ${CODE_BYTES} random bytes.`);
  let text = '';
  for (let bit = 0; bit < LENGTH * 5; bit += 5) {
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    text += ALPHABET.charAt((pair >> (11 - (bit & 7))) & 31);
  }
  return grouped(text);
}

/**
 * The code that somebody typed or pasted, as it is printed; null when it cannot be one. Forgives lower case, spaces and dashes of
 * every kind, missing groups, O for 0, I and L for 1, full-width letters, Persian and Arabic digits, and the whole verification link.
 * Refuses U, which no code holds.
 *
 * Worked example: ` 7q4km 2xd9p o0000 iL000 000000` is read as `7Q4KM-2XD9P-00000-11000-000000`.
 */
export function parseCode(typed: string): string | null {
  if (typed.length > 500) return null;
  const text = typed
    .normalize('NFKC')
    .replace(/^.*\/verify\/|[?#].*$/gis, '')
    .replace(/[\s\p{Cf}\p{Pd}−_.]/gu, '')
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return text.length === LENGTH && [...text].every((letter) => ALPHABET.includes(letter))
    ? grouped(text)
    : null;
}

const grouped = (text: string): string => text.replace(GROUPS, '$1-$2-$3-$4-$5');
