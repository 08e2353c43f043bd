import type { Cell, CellKind, Column } from './staff-table.ts';

/** Excel takes no longer text in a cell. */
const LONGEST_TEXT = 32_767;
const DAY_MILLISECONDS = 86_400_000;
/** Day 0 of the calendar of spreadsheets; right from March 1900 on. */
const DAY_ZERO = Date.UTC(1899, 11, 30);

/** Styles by their place in `STYLES`: 0 is plain. */
const STYLE: Record<CellKind | 'head', number> = {
  text: 1,
  number: 0,
  percent: 2,
  day: 3,
  moment: 4,
  head: 5,
};

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const WIDTHS: Record<CellKind, number> = { text: 24, number: 12, percent: 12, day: 12, moment: 18 };

/**
 * How cells look. Text has `quotePrefix`: it stays text also when somebody edits the cell, whatever it begins with.
 */
export const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" quotePrefix="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** What a sheet begins with; its first row stays in view. */
export const sheetStart = (columns: readonly Column[]) =>
  `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns
    .map(({ kind }, at) => `<col min="${at + 1}" max="${at + 1}" width="${WIDTHS[kind]}" customWidth="1"/>`)
    .join('')}</cols><sheetData>${headRow(columns)}`;

export const SHEET_END = '</sheetData></worksheet>';

const headRow = (columns: readonly Column[]) =>
  `<row r="1">${columns.map(({ title }, at) => textCell(`${letters(at)}1`, title, STYLE.head)).join('')}</row>`;

/** A row of a table; `number` counts from 1, the head is the first. There is no formula in it: text is inline text. */
export function sheetRow(number: number, row: readonly Cell[], columns: readonly Column[]): string {
  let cells = '';
  for (const [at, { kind }] of columns.entries()) cells += cell(letters(at) + number, row[at] ?? null, kind);
  return `<row r="${number}">${cells}</row>`;
}

function cell(place: string, value: Cell, kind: CellKind): string {
  if (value === null || value === '') return '';
  if (typeof value === 'number') return numberCell(place, kind === 'percent' ? value / 100 : value, kind);
  if (value instanceof Date) return numberCell(place, serial(value), 'moment');
  if (kind === 'day' && /^\d{4}-\d\d-\d\d$/.test(value))
    return numberCell(place, serial(new Date(value)), 'day');
  return textCell(place, value, STYLE.text);
}

const serial = (moment: Date) => (moment.getTime() - DAY_ZERO) / DAY_MILLISECONDS;

const numberCell = (place: string, value: number, kind: CellKind) =>
  Number.isFinite(value)
    ? `<c r="${place}" s="${STYLE[kind === 'text' ? 'number' : kind]}"><v>${value}</v></c>`
    : '';

function textCell(place: string, text: string, style: number): string {
  const whole = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text;
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(whole)}</t></is></c>`;
}

const NAMES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
// What XML can't hold at all, and halves of signs.
// eslint-disable-next-line no-control-regex -- these very signs are meant
const FOREIGN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

const escaped = (text: string) =>
  (text.isWellFormed() ? text : text.toWellFormed())
    .replace(/[&<>\r]/g, (sign) => NAMES[sign] ?? sign)
    .replace(FOREIGN, '\ufffd');

const known: string[] = [];

/** 0 is A, 25 is Z, 26 is AA. */
export function letters(at: number): string {
  return (known[at] ??=
    at < 26 ? String.fromCharCode(65 + at) : letters(Math.floor(at / 26) - 1) + letters(at % 26));
}
