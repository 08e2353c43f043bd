/** Far longer than any recording. */
const MOST_SECONDS = 360_000;
const LONGEST = 40;

/** Other ways to write the same sign; marks of direction, which keyboards for Persian and Arabic put in unseen, are nothing. */
const SAME_SIGNS: readonly (readonly [RegExp, string | ((digit: string) => string)])[] = [
  [/[\u200B-\u200F\u061C\u202A-\u202E\u2066-\u2069]/g, ''],
  // Persian, Arabic-Indic and full-width digits: the last four bits are the digit.
  [/[\u06F0-\u06F9\u0660-\u0669\uFF10-\uFF19]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf)],
  [/[：∶﹕]/g, ':'],
];

/**
 * Reads a time as people type it, in whole seconds: `1:02:03`, `62:03`, a number of seconds, `1h2m3s`; in Latin, Persian, Arabic-Indic or
 * full-width digits. Null for anything else, and for 100 hours and more. Behind a colon there are at most 59.
 *
 * Worked example: `1:02:03`, `62:03`, `3723` and `۱:۰۲:۰۳` are all 3723.
 */
export function parseClock(typed: string): number | null {
  if (typed.length > LONGEST) return null;
  const plain = SAME_SIGNS.reduce((text, [signs, sign]) => text.replaceAll(signs, sign as string), typed)
    .replaceAll(/\s*:\s*/g, ':')
    .trim()
    .toLowerCase();
  const seconds = colons(plain) ?? letters(plain);
  return seconds !== null && seconds < MOST_SECONDS ? seconds : null;
}

function colons(text: string): number | null {
  if (!/^\d{1,6}(:\d{1,2}){0,2}$/.test(text)) return null;
  const [first = 0, ...rest] = text.split(':').map(Number);
  return rest.some((part) => part > 59) ? null : rest.reduce((sum, part) => sum * 60 + part, first);
}

function letters(text: string): number | null {
  const [whole, hours, minutes, seconds] = /^(?:(\d+) ?h ?)?(?:(\d+) ?m ?)?(?:(\d+) ?s)?$/.exec(text) ?? [];
  return whole ? Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0) : null;
}

/** A time as a field shows it and files hold it: `0:40`, `62:03` is `1:02:03`. Reading it gives the same seconds again. */
export function clockText(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(Math.floor(seconds) % 60)}`;
}
