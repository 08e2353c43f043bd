import { missingGlyphs, type Family, type Coverage } from './fonts.ts';

/** A text of the sheet with the fonts that hold its letters, its language (ISO 639, chooses letter shapes) and direction. */
export interface Line {
  text: string;
  fonts: readonly Family[];
  lang: string;
  dir: 'ltr' | 'rtl';
}

export const HEADING: readonly Family[] = [
  'Brygada 1918',
  'Noto Serif',
  'Noto Naskh Arabic',
  'Noto Serif SC',
];
export const TEXT: readonly Family[] = ['Source Sans 3', ...HEADING];

const ARABIC = /\p{Script=Arabic}/u;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
/** Controls, format characters but the two joiners, private use, lone surrogates, line separators: nothing of them is ever printed. */
const INVISIBLE = /[\p{Cc}\p{Co}\p{Cs}\p{Zl}\p{Zp}]|(?!\p{Join_Control})\p{Cf}/gu;

/** The text without what cannot be seen, in composed form, with single spaces; empty when nothing of it would show. */
export function visible(text: string): string {
  const shown = text.replace(/\s+/g, ' ').replace(INVISIBLE, '').normalize('NFC').replace(/ +/g, ' ').trim();
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(shown) ? shown : '';
}

/** A text of the course or the house; letters that no font holds are left out and told to `report`. */
export function lineOf(
  text: string,
  given: {
    coverage: Coverage;
    families: readonly Family[];
    lang: string;
    report: (letters: string[]) => void;
  },
): Line {
  const shown = visible(text);
  const missing = missingGlyphs(given.coverage, given.families, shown);
  given.report(missing);
  const letters = [...shown].filter((letter) => !missing.includes(letter));
  return toLine(visible(letters.join('')), given.families, given.lang);
}

/**
 * A person's name in the one face that suits its script and holds every letter of it, or null when none does. Urdu is set in Nastaliq,
 * every other language of the Arabic script in Naskh; all others in the house's serif where it holds the whole name.
 */
export function nameLine(name: string, language: string, coverage: Coverage): Line | null {
  const lang = languageOf(language);
  const faces = ARABIC.test(name) ? arabicFaces(lang) : [BRYGADA, NOTO_SERIF, HEADING];
  const face = faces.find((families) => missingGlyphs(coverage, families, name).length === 0);
  return face && name !== '' ? toLine(breakable(name), face, lang) : null;
}

/** A zero-width space after every thirtieth letter in a row, so that no word is wider than the page. */
const breakable = (name: string): string => name.replace(/\S{30}(?=\S)/gu, '$&\u200b');

const BRYGADA: readonly Family[] = ['Brygada 1918'];
const NOTO_SERIF: readonly Family[] = ['Noto Serif'];
const NASTALIQ: readonly Family[] = ['Noto Nastaliq Urdu', ...BRYGADA];
const NASKH: readonly Family[] = ['Noto Naskh Arabic', ...HEADING];
const arabicFaces = (lang: string) => (lang === 'ur' ? [NASTALIQ, NASKH] : [NASKH]);

/** The primary language of a BCP 47 tag (`fa-AF` is `fa`), or `und`. */
export const languageOf = (tag: string): string =>
  /^[a-z]{2,3}(?=-|$)/i.exec(tag)?.[0].toLowerCase() ?? 'und';

const toLine = (text: string, fonts: readonly Family[], lang: string): Line => ({
  text,
  fonts,
  lang,
  dir: RIGHT_TO_LEFT.test(/\p{L}/u.exec(text)?.[0] ?? '') ? 'rtl' : 'ltr',
});
