import { IMPORT_LIMITS } from '#lib/domain/imports/import-limits.ts';
import type { FileLine } from '#lib/domain/imports/judge-people.ts';
import { decodeTable } from './decode-table.ts';
import { parseCsv } from './parse-csv.ts';
import { readWorkbook } from './read-workbook.ts';
import { TableRefused } from './table-refused.ts';

export interface ReadTable {
  heads: string[];
  lines: FileLine[];
}

/**
 * A table of people from the bytes of a file: a workbook (XLSX, its first sheet) or text (CSV). Throws `TableRefused`, and does so early: nothing beyond the limits is
 * ever unpacked or held.
 */
export async function readTable(bytes: Uint8Array): Promise<ReadTable> {
  if (bytes.length > IMPORT_LIMITS.fileBytes) throw new TableRefused('too-large');
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const lines = isZip ? await readWorkbook(bytes) : parseCsv(decodeTable(bytes));
  const filled = lines.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const [head, ...rest] = filled;
  if (!head || rest.length === 0) throw new TableRefused('empty');
  if (rest.length > IMPORT_LIMITS.lines) throw new TableRefused('too-many-lines');
  const width = Math.max(...filled.map(({ cells }) => cells.length));
  return { heads: Array.from({ length: width }, (_, at) => (head.cells[at] ?? '').trim()), lines: rest };
}
