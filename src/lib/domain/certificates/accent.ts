/** Relative luminance of the paper of the certificate (`paper` in template-parts.typ, #fefbf4 on screens). */
const PAPER = luminance('#fefbf4');
/** The least contrast of text with its ground: WCAG 2.2, 1.4.3. */
const READABLE = 4.5;

/**
 * How a colour that a course chose may be used on the certificate's paper: for ornament always, for text only where its contrast with the paper is at
 * least 4.5 to 1. Null where nothing was chosen, or what was chosen is no colour of the form `#rrggbb`.
 *
 * Worked example: `#1f4e5f` (dark teal, 9 to 1) may be both; `#ffd166` (light yellow, 1.4 to 1) is `{ ornament: '#ffd166', text: null }`.
 */
export function accentOf(colour: string | null): { ornament: string; text: string | null } | null {
  if (!colour || !/^#[0-9a-f]{6}$/i.test(colour)) return null;
  const ornament = colour.toLowerCase();
  return { ornament, text: contrastOnPaper(ornament) >= READABLE ? ornament : null };
}

/** From 1 (the paper itself) to about 20 (black). */
export const contrastOnPaper = (colour: string): number => {
  const [light, dark] = [PAPER, luminance(colour)].sort((first, second) => second - first) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
};

/** Of `#rrggbb`: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
