/** A number as somebody typed it, with what stood behind it. */
export interface TypedNumber {
  value: number;
  /** The rest after the number: a unit, or nothing. */
  unit: string;
}

const OTHER_DIGITS = /[\u06F0-\u06F9\u0660-\u0669\uFF10-\uFF19]/g;

/**
 * Reads a number typed in Latin, Persian, Arabic-Indic or full-width digits with `.`, `,` or `٫` as the decimal mark and spaces or
 * `٬` between thousands; a unit may follow. Null for anything else.
 *
 * A lone `,` is a decimal mark (`1,8` is 1.8), because most learners write it so; with both marks the last one is decimal
 * (`1,800.5` is 1800.5), and a mark that stands twice separates thousands (`1,800,000`).
 */
export function parseNumber(typed: string): TypedNumber | null {
  const plain = typed
    .normalize('NFKC')
    .replaceAll(OTHER_DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replaceAll('٫', '.')
    .replaceAll('٬', '')
    .replaceAll(/[−–]/g, '-')
    .trim();
  const [, sign = '', body = '', unit = ''] =
    /^([+-]?)\s*(\d[\d.,' \u00A0\u202F]*|[.,]\d+)\s*(.*)$/s.exec(plain) ?? [];
  if (body === '' || unit.length > 40) return null;
  const digits = decimal(body.replaceAll(/[' \u00A0\u202F]/g, ''));
  const value = digits === null ? Number.NaN : Number(`${sign}${digits}`);
  return Number.isFinite(value) ? { value, unit: unit.trim() } : null;
}

/** Digits with at most one `.`, or null. */
function decimal(body: string): string | null {
  const text = body.replace(/[.,]$/, '');
  const dots = text.split('.').length - 1;
  const commas = text.split(',').length - 1;
  if (dots > 1 && commas > 1) return null;
  if (dots > 0 && commas > 0) {
    const mark = text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',';
    if (text.split(mark).length > 2) return null;
    return text.replaceAll(mark === '.' ? ',' : '.', '').replace(mark, '.');
  }
  if (dots > 1) return text.replaceAll('.', '');
  if (commas > 1) return text.replaceAll(',', '');
  return text.replace(',', '.');
}
