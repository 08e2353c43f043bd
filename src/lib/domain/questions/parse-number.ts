/** A number as somebody typed it, with what stood behind it: how we read it, to be shown back. */
export interface TypedNumber {
  value: number;
  /** The rest after the number: a unit, or nothing. */
  unit: string;
}

const LONGEST = 100;
const LONGEST_UNIT = 40;

/** Other ways to write the same sign. Superscripts are not among them: `10²` is not 102. */
const SAME_SIGNS: readonly (readonly [RegExp, string | ((digit: string) => string)])[] = [
  // Marks of direction and of joining, which keyboards for Persian and Arabic put in unseen.
  [/[\u200B-\u200F\u061C\u202A-\u202E\u2066-\u2069]/g, ''],
  // Persian, Arabic-Indic and full-width digits: the last four bits are the digit.
  [/[\u06F0-\u06F9\u0660-\u0669\uFF10-\uFF19]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf)],
  [/[٫．]/g, '.'],
  [/[،，]/g, ','],
  [/[٬’]/g, "'"],
  [/[−‒–‐‑﹣－]/g, '-'],
  [/＋/g, '+'],
  [/\s/g, ' '],
];

/**
 * Reads a number typed in Latin, Persian, Arabic-Indic or full-width digits with `.`, `,` or `٫` as the decimal mark, thousands set apart
 * by spaces, `'`, `٬` or the other mark; an exponent (`1.8e3`) and a unit may follow. Null for anything else.
 *
 * With both marks the last one is decimal (`1,800.5` is 1800.5); a mark that stands several times sets thousands apart (`1,800,000`,
 * `18,00,000`). A lone mark is decimal (`1,8` is 1.8, and so is `1,800`), because most learners write it so; but where `decimalMark` is
 * given, the other mark sets thousands apart when it can: with `.` given `1,800` is 1800, and `1,8` still 1.8.
 */
export function parseNumber(typed: string, given?: '.' | ','): TypedNumber | null {
  if (typed.length > LONGEST) return null;
  const plain = SAME_SIGNS.reduce(
    (text, [signs, sign]) => text.replaceAll(signs, sign as string),
    typed,
  ).trim();
  const [, sign = '', body = '', exponent = '0', rest = ''] =
    /^([+-]?) ?([.,]?\d[\d.,' ]*)(?:[eE]([+-]?\d{1,3})(?!\d))?(.*)$/.exec(plain) ?? [];
  const digits = decimal(body.trim(), given);
  const unit = rest.trim();
  const value = digits === null ? Number.NaN : Number(`${sign}${digits}e${exponent}`);
  return Number.isFinite(value) && isUnit(unit) ? { value, unit } : null;
}

/** A unit begins with a letter or a sign of its own: `/8` or `²` behind a number means that it was no plain number. */
const isUnit = (rest: string) =>
  rest === '' || (rest.length <= LONGEST_UNIT && /^[\p{L}%٪‰°$€£¥]/u.test(rest.normalize('NFKC')));

/** Digits with one `.`, or null. */
function decimal(body: string, given?: '.' | ','): string | null {
  const text = body.replace(/[.,]$/, '');
  const mark = given && isThousands(text, given) ? null : decimalMark(text);
  const at = mark === null ? text.length : text.lastIndexOf(mark);
  const [whole, part] = [text.slice(0, at), text.slice(at + 1)];
  if (mark !== null && (whole.includes(mark) || !/^\d+$/.test(part))) return null;
  const groups = whole.split(/[.,' ]/);
  const grouped = groups.every((group, index) =>
    index === 0
      ? /^\d{1,3}$/.test(group)
      : index === groups.length - 1
        ? group.length === 3
        : /^\d{2,3}$/.test(group),
  );
  if (groups.length > 1 && !grouped) return null;
  return groups.join('') + part === '' ? null : `${groups.join('')}.${part}`;
}

/** Could the one mark in it, which is not the decimal one, set thousands apart? `0,800` cannot be meant so. */
const isThousands = (text: string, given: '.' | ',') =>
  /^[1-9]\d{0,2}[.,]\d{3}$/.test(text) && !text.includes(given);

/** Which of the two marks, if any, stands between whole and part. */
function decimalMark(text: string): '.' | ',' | null {
  const dots = text.split('.').length - 1;
  const commas = text.split(',').length - 1;
  if (dots > 0 && commas > 0) return text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',';
  if (dots === 1) return '.';
  return commas === 1 ? ',' : null;
}
