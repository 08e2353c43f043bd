import type { TableFormat } from '#lib/domain/tables/table-format.ts';
import { csvFile } from './csv-file.ts';
import type { StaffTable } from './staff-table.ts';
import { xlsxFile } from './xlsx-file.ts';

/** A part of a file, and how many rows of the table were written with it at the latest. */
export interface Piece {
  bytes: Uint8Array<ArrayBuffer>;
  rows: number;
}

/** What a table can be written as. */
export const TABLE_FILES: Record<
  TableFormat,
  { mediaType: string; write: (table: StaffTable) => AsyncGenerator<Piece> }
> = {
  csv: { mediaType: 'text/csv; charset=utf-8', write: csvFile },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: xlsxFile,
  },
};
