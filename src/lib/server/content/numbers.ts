const SHIFTED_DIGITS = /[\u06F0-\u06F9\u0660-\u0669\uFF10-\uFF19]/g;
/** Spaces that join a number: no-break, figure, thin, narrow no-break. A plain space parts two numbers. */
const JOINING_SPACES = /[\u00A0\u2007\u2009\u202F]/g;
/** A run of digits and the marks inside it. One digit right after a letter belongs to a formula or a name: CO2, H2O, Tier1, AR6. */
const RUN = /(?<!\p{L})\d+(?:[.,']\d+)*|(?<=\p{L})(?:\d{2,}(?:[.,']\d+)*|\d(?:[.,']\d+)+)/gu;
const GROUPED = /^\d{1,3}(?:([,'])\d{3})(?:\1\d{3})*(?:\.\d+)?$/;

/**
 * Every number in a text, as plain text: digits of any script as 0-9, thousands separators taken out, one decimal mark, ordinals and
 * percent signs ignored. Numbers in words ("three") are not looked at.
 *
 * Worked example: "In the 14th plan (2021–2025) 1,800 kg CO2, or 1,8 t, about 30%" gives 14, 2021, 2025, 1800, 1.8, 30.
 */
export function numbersIn(text: string): string[] {
  return [...plainDigits(text).matchAll(RUN)].flatMap(([run]) => readRun(run));
}

/** `1,800` and `1800` are the same number, so are `1.80`, `1,8` and `۱٫۸`; `14th` is 14 and `30%` is 30. */
export function normaliseNumber(text: string): string {
  const [number, ...more] = numbersIn(text);
  return number !== undefined && more.length === 0 ? number : text.trim();
}

function plainDigits(text: string): string {
  return text
    .replaceAll(SHIFTED_DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replaceAll(/(?<=\d)\u066B(?=\d)/g, '.')
    .replaceAll(/(?<=\d)\u066C(?=\d)/g, ',')
    .replaceAll(JOINING_SPACES, "'");
}

function readRun(run: string): string[] {
  if (GROUPED.test(run)) return [canonical(run.replaceAll(/[,']/g, ''))];
  // A comma between a number and one or two digits is a decimal mark; any other mark parts two numbers: 2021,2025 or 8.6.2022.
  if (/^\d+(?:\.\d+|,\d{1,2})?$/.test(run)) return [canonical(run.replace(',', '.'))];
  return run.split(/[.,']/).map(canonical);
}

/** Without zeros that say nothing: 1.80 is 1.8. Text throughout, so that no digit is lost to rounding. */
function canonical(number: string): string {
  const [whole = '', fraction = ''] = number.split('.');
  const end = fraction.replace(/0+$/, '');
  return `${whole.replace(/^0+(?=\d)/, '')}${end ? `.${end}` : ''}`;
}
