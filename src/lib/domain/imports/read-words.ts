import { NAME_LANGUAGES } from '../accounts/person-name.ts';

/** Languages in which files say the names of countries and languages. */
const LOCALES = ['en', 'ru', 'fa', 'zh', 'tr'];

const plain = (word: string) =>
  word
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase()
    .replaceAll('ي', 'ی')
    .replaceAll('ك', 'ک');

function namesOf(type: 'region' | 'language', codes: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const code of codes) {
    found.set(code.toLowerCase(), code);
    for (const locale of LOCALES) {
      const name = new Intl.DisplayNames(locale, { type, fallback: 'none' }).of(code);
      if (name) found.set(plain(name), code);
    }
  }
  return found;
}

const LETTERS = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
/** Parts of codes that are kept for other uses: no country. */
const NO_COUNTRY = new Set(['EU', 'EZ', 'UN', 'XA', 'XB', 'XK', 'ZZ', 'QO']);

function countryNames(): Map<string, string> {
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  return namesOf(
    'region',
    codes.filter((code) => !NO_COUNTRY.has(code) && english.of(code) !== undefined),
  );
}

let countries: Map<string, string> | undefined;
let languages: Map<string, string> | undefined;

/**
 * The code of a country (ISO 3166-1 alpha-2), said as a code or as a name in one of five languages; null: unknown.
 *
 * Worked example: `kz`, `Kazakhstan` and `Казахстан` are all `KZ`.
 */
export const readCountry = (word: string): string | null =>
  (countries ??= countryNames()).get(plain(word)) ?? null;

/** The code of a language of names (person-name.ts), said as a code or a name; null: unknown. */
export const readLanguage = (word: string): string | null =>
  (languages ??= namesOf('language', NAME_LANGUAGES)).get(plain(word)) ?? null;
