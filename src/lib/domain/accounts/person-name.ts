import type { AccountProblem } from './problems.ts';

/** In characters as a reader counts them without marks (code points). */
export const NAME_LENGTH_LIMIT = 120;

/**
 * Characters that draw nothing and can make a name look like another: controls, direction marks, tags, soft hyphens, halves of
 * pairs. The joiners (U+200C, U+200D) stay: Persian names need them.
 */
const INVISIBLE = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;
/** A joiner means something only between letters or their marks. */
const LOOSE_JOINER = /(?<![\p{L}\p{M}])[\u200C\u200D]|[\u200C\u200D](?![\p{L}\p{M}])/gu;

/**
 * A name as it is kept: composed (NFC), without invisible characters, single spaces, none at the ends. Never changes letters.
 *
 * Worked example: `"  Ay\u015Fe\u202E   YILDIRIM "` is kept as `"Ay\u015Fe YILDIRIM"`.
 */
export function cleanName(typed: string): string {
  return typed
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(INVISIBLE, '')
    .replaceAll(/([\u200C\u200D])[\u200C\u200D]+/g, '$1')
    .replaceAll(LOOSE_JOINER, '')
    .replaceAll(/ +/g, ' ')
    .trim()
    .normalize('NFC');
}

/** What is wrong with a cleaned name, in any script; null when nothing is. */
export function nameProblem(name: string): AccountProblem | null {
  if (!/\p{L}/u.test(name)) return 'name-missing';
  return [...name].length > NAME_LENGTH_LIMIT ? 'name-long' : null;
}

/** As `nameProblem`, for the spelling in Latin letters: at least one, and none of another script. Signs and accents are free. */
export function latinNameProblem(name: string): AccountProblem | null {
  const letters = name.match(/\p{L}/gu) ?? [];
  const foreign = letters.some(
    (letter) => !/[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(letter),
  );
  return foreign || scriptOf(name) !== 'latin' ? 'name-not-latin' : nameProblem(name);
}

export type NameScript = 'latin' | 'arabic' | 'cyrillic' | 'han' | 'other';

const SCRIPTS: readonly (readonly [NameScript, RegExp])[] = [
  ['latin', /\p{Script=Latin}/gu],
  ['arabic', /\p{Script=Arabic}/gu],
  ['cyrillic', /\p{Script=Cyrillic}/gu],
  ['han', /\p{Script=Han}/gu],
];

/**
 * The script that most letters of a name are written in; of equals the first in the list above. `other` where no letter is of these.
 *
 * Worked example: `"Айгерім N."` is `cyrillic` (seven letters against one).
 */
export function scriptOf(name: string): NameScript {
  const counted = SCRIPTS.map(([script, letters]) => ({ script, count: name.match(letters)?.length ?? 0 }));
  const most = counted.reduce((best, next) => (next.count > best.count ? next : best));
  return most.count > 0 ? most.script : 'other';
}

/** Languages of names that the platform knows the letter shapes of, in the order in which they are offered; BCP 47. */
export const NAME_LANGUAGES = [
  'ar',
  'az',
  'en',
  'fa',
  'kk',
  'ky',
  'ps',
  'ru',
  'tg',
  'tk',
  'tr',
  'ug',
  'ur',
  'uz',
  'zh',
] as const;

/** The code of a name's language as it is kept: two or three letters, or `und` for anything else. */
export function cleanNameLanguage(given: string): string {
  const code = given.trim().toLowerCase();
  return /^[a-z]{2,3}$/.test(code) ? code : 'und';
}

/** What a certificate prints of a person, and in which letter shapes. */
export interface Names {
  nameNative: string;
  nameLatin: string;
  nameLanguage: string;
}

/**
 * The names of a form as they are kept. Somebody who writes their name in Latin letters need not do it twice.
 *
 * Worked example: `{ nameNative: 'Grace Wanjiru', nameLatin: '', nameLanguage: '' }` is kept with the Latin name `Grace Wanjiru` and the
 * language `und`.
 */
export function cleanNames(typed: Names): Names {
  const nameNative = cleanName(typed.nameNative);
  const nameLatin = cleanName(typed.nameLatin);
  return {
    nameNative,
    nameLatin: nameLatin === '' && scriptOf(nameNative) === 'latin' ? nameNative : nameLatin,
    nameLanguage: cleanNameLanguage(typed.nameLanguage),
  };
}

/** What is wrong with cleaned names, by field. */
export const namesProblems = ({ nameNative, nameLatin }: Names) => ({
  nameNative: nameProblem(nameNative),
  nameLatin: latinNameProblem(nameLatin),
});
