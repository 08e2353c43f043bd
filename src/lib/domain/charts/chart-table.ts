import type { SectorKey } from '../courses/course.ts';
import type { ChartValue } from './series.ts';

/** What a chart draws, with its words: the picture, the table behind it and the file of that table are made of this. */
export interface ChartSeries {
  /** Unique on its page: the name of its file. */
  key: string;
  /** What it shows: names its table. */
  title: string;
  /** What a row is, what is counted, and (with `total`) what the share is called. */
  head: { row: string; value: string; share?: string };
  /** In their order. `days`: their keys are days (YYYY-MM-DD), and so is the first column of the table. */
  rows: readonly (ChartValue & { sector?: SectorKey })[];
  kind?: 'days';
  /** What shares are of; absent: there are none. */
  total?: number;
}

export interface ChartColumn {
  title: string;
  /** `percent`: from 0 to 100. `day`: YYYY-MM-DD. */
  kind: 'text' | 'number' | 'percent' | 'day';
}

/** A table as values, to be written in the reader's way or into the cells of a file. Null: undefined. */
export interface ChartTable {
  key: string;
  title: string;
  columns: readonly ChartColumn[];
  /** The first cell names the row; `lang`: the language of that name where it is not the reader's. */
  rows: readonly { key: string; cells: readonly (string | number | null)[]; lang?: string | undefined }[];
}

/** In percent; null of nothing. */
export const shareOf = (value: number, total: number): number | null =>
  total > 0 ? (value / total) * 100 : null;

/**
 * The table behind a chart.
 *
 * Worked example: 3 from Kazakhstan of a total of 4 is the row `Kazakhstan, 3, 75`; without a total `Kazakhstan, 3`.
 */
export function chartTable({ key, title, head, rows, kind, total }: ChartSeries): ChartTable {
  return {
    key,
    title,
    columns: [
      { title: head.row, kind: kind === 'days' ? 'day' : 'text' },
      { title: head.value, kind: 'number' },
      ...(total === undefined ? [] : [{ title: head.share ?? '', kind: 'percent' as const }]),
    ],
    rows: rows.map((row) => ({
      key: row.key,
      cells: [
        kind === 'days' ? row.key : row.label,
        row.value,
        ...(total === undefined ? [] : [shareOf(row.value, total)]),
      ],
      lang: row.lang,
    })),
  };
}
