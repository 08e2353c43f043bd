import { BYTE_ORDER_MARK, csvLine } from '#lib/domain/cohorts/csv.ts';
import type { Piece } from './table-file.ts';
import type { Cell, CellKind, StaffTable } from './staff-table.ts';

const PIECE_LENGTH = 64 * 1024;

/** The table as CSV in pieces: UTF-8 with a byte order mark. Moments are ISO 8601 in UTC, percentages have at most four digits behind the point. */
export async function* csvFile({ columns, rows }: StaffTable): AsyncGenerator<Piece> {
  const encoder = new TextEncoder();
  let text = BYTE_ORDER_MARK + csvLine(columns.map(({ title }) => title));
  let count = 0;
  for await (const row of rows) {
    text += csvLine(columns.map(({ kind }, at) => plain(row[at] ?? null, kind)));
    count += 1;
    if (text.length < PIECE_LENGTH) continue;
    yield { bytes: encoder.encode(text), rows: count };
    text = '';
  }
  yield { bytes: encoder.encode(text), rows: count };
}

function plain(value: Cell, kind: CellKind): string | number | null {
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'number') return value;
  if (!Number.isFinite(value)) return null;
  return kind === 'percent' ? Math.round(value * 1e4) / 1e4 : value;
}
