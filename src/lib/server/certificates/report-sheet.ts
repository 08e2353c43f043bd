import type { Coverage, Family } from './fonts.ts';
import { HEADING, lineOf, TEXT, visible, type Line } from './lines.ts';

/** A report in the words of its reader, as a service hands it over. */
export interface ReportInput {
  /** The reader's language, and the direction in which the pages run. */
  lang: string;
  dir: 'ltr' | 'rtl';
  title: string;
  /** Of a cohort: people named it, in any script. */
  name: string;
  answer: string;
  /** `isGiven`: words of the course or of people, in a direction of their own. */
  facts: { label: string; value: string; isGiven?: boolean }[];
  numbersTitle: string;
  numbers: { label: string; value: string }[];
  parts: ReportInputPart[];
  methodTitle: string;
  method: string;
  /** What stands below page n of m. */
  pageWords: (page: number, pages: number) => string;
  /** ISO 8601; the file says that it was made then. */
  madeAt: string;
}

export interface ReportInputPart {
  key: string;
  title: string;
  summary: string;
  /** `share`: absent where there are none. */
  head: { row: string; value: string; share?: string };
  rows: ReportInputRow[];
}

export interface ReportInputRow {
  label: string;
  /** The label below a column. */
  short: string;
  lang?: string;
  value: string;
  percent: string;
  /** Length of the bar, from 0 to 1. */
  share: number;
  sector?: string;
  /** Of columns: is there room for its name, and for its number? */
  isNamed: boolean;
  isNumbered: boolean;
}

/** What is sent to a process of the press: no functions. */
export type ReportJobInput = Omit<ReportInput, 'pageWords'> & { pages: string[][] };

/** More pages are never made; the footer of what would be behind them repeats. */
const MOST_PAGES = 6;

export const reportJobInput = ({ pageWords, ...input }: ReportInput): ReportJobInput => ({
  ...input,
  pages: Array.from({ length: MOST_PAGES }, (_none, page) =>
    Array.from({ length: MOST_PAGES }, (_other, pages) => pageWords(page + 1, pages + 1)),
  ),
});

/**
 * Composes the pages of a report: every text with the fonts that hold its letters. `missing` are letters that no font of the house holds; they are left out,
 * nothing is ever drawn as a box.
 */
export function composeReport(input: ReportJobInput, coverage: Coverage) {
  const missing = new Set<string>();
  const report = (letters: string[]) => letters.forEach((letter) => missing.add(letter));
  /** Words of somebody else keep their own direction; ours run as the page does. */
  const given = (text: string, families: readonly Family[] = TEXT, lang = 'und'): Line =>
    lineOf(text, { coverage, families, lang, report });
  const say = (text: string, families?: readonly Family[]): Line => ({
    ...given(text, families, input.lang),
    dir: input.dir,
  });
  const sheet = {
    lang: input.lang,
    dir: input.dir,
    documentTitle: visible(`${input.title}: ${input.name}`),
    fonts: { text: TEXT, heading: HEADING },
    eyebrow: say(input.title),
    name: given(input.name, HEADING),
    answer: say(input.answer),
    facts: input.facts.map(({ label, value, isGiven }) => ({
      label: say(label),
      value: isGiven ? given(value) : say(value),
    })),
    numbersTitle: say(input.numbersTitle, HEADING),
    numbers: input.numbers.map(({ label, value }) => ({ label: say(label), value: say(value, HEADING) })),
    parts: input.parts.map(({ key, title, summary, head, rows }) => ({
      key,
      title: say(title, HEADING),
      summary: say(summary),
      alt: visible([summary, ...rows.map(({ label, value }) => `${label}: ${value}`)].join(' ')),
      hasShares: head.share !== undefined,
      head: { row: say(head.row), value: say(head.value), share: say(head.share ?? '') },
      rows: rows.map(({ label, short, lang, value, percent, sector, ...row }) => ({
        ...row,
        short: say(short),
        label: lang === undefined ? say(label) : given(label, TEXT, lang),
        value: say(value),
        percent: say(percent),
        sector: sector ?? null,
      })),
    })),
    methodTitle: say(input.methodTitle, HEADING),
    method: say(input.method),
    footer: given(input.name),
    pages: input.pages.map((row) => row.map((text) => say(text))),
  };
  return { sheet, missing: [...missing] };
}
