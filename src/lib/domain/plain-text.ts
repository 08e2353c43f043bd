/**
 * What nobody types on purpose and what can make a text look like another one: controls (but the line break and the tab), marks and overrides of
 * direction, halves of pairs, the separators U+2028 and U+2029. The joiners U+200C and U+200D stay: Persian and emoji need them.
 */
const CONTROLS = /(?![\t\n\r])\p{Cc}|\p{Bidi_Control}|[\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * A text that somebody typed, without what cannot be seen in it; else as it was.
 *
 * Worked example: `"Paid\u202E 001\u0000"` is `"Paid 001"`; `"می\u200Cروم"` stays as it is.
 */
export const withoutControls = (typed: string): string => typed.replace(CONTROLS, '');
