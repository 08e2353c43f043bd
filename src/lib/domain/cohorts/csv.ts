/**
 * Comma-separated values by RFC 4180, in UTF-8 with a byte order mark so that spreadsheets read every script. A cell that a spreadsheet
 * would take for a formula, also behind blanks or in full-width signs, begins with an apostrophe instead (OWASP, "CSV Injection").
 *
 * Worked example: `=1+1` becomes `'=1+1`; `a "b"` becomes `"a ""b"""`. Numbers pass as they are, negative ones included.
 */
export function toCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[\s\p{Cf}]*[=+\-@\t\r|%＝＋－＠]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
