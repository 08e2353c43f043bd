/** What a file begins with, so that spreadsheets read every script. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * A line of comma-separated values by RFC 4180, with its end. A cell that a spreadsheet would take for a formula, also behind blanks or in full-width
 * signs, begins with an apostrophe instead (OWASP, "CSV Injection").
 *
 * Worked example: `=1+1` becomes `'=1+1`; `a "b"` becomes `"a ""b"""`. Numbers pass as they are, negative ones included.
 */
export function csvLine(row: readonly (string | number | null)[]): string {
  return `${row.map(cell).join(',')}\r\n`;
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[\s\p{Cf}]*[=+\-@\t\r|%＝＋－＠]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
