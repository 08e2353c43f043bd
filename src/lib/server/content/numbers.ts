const SHIFTED_DIGITS = /[\u06F0-\u06F9\u0660-\u0669\uFF10-\uFF19]/g;

/**
 * Every number in a text, as plain text: digits of any script as 0-9, thousands separators taken out, ordinals and percent signs ignored.
 * Digits inside a word or a formula sign are not numbers of a statement (`CO₂`, `PM2.5` is one, `H2O` is none).
 *
 * Worked example: "In the 14th plan (2021–2025) 1,800 kg or 1.8 t, about 30%" gives 14, 2021, 2025, 1800, 1.8, 30.
 */
export function numbersIn(text: string): string[] {
  const plain = text.replaceAll(SHIFTED_DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
  return [...plain.matchAll(/(?<![\p{L}\d.])\d+(?:,\d{3})*(?:\.\d+)?/gu)].map(([number]) =>
    normaliseNumber(number),
  );
}

/** `1,800` and `1800` are the same number; so are `1.80` and `1.8`. */
export function normaliseNumber(text: string): string {
  const plain = text
    .trim()
    .replace(/%$/, '')
    .replace(/(\d)(st|nd|rd|th)$/, '$1')
    .replaceAll(/,(?=\d{3})/g, '');
  return /^\d+(\.\d+)?$/.test(plain) ? String(Number(plain)) : plain;
}
