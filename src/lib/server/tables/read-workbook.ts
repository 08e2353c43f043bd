import { readXlsx, streamXlsxRows, type CellValue } from 'hucre/xlsx';
import yauzl from 'yauzl';
import { IMPORT_LIMITS } from '#lib/domain/imports/import-limits.ts';
import type { FileLine } from '#lib/domain/imports/judge-people.ts';
import { TableRefused } from './table-refused.ts';

const MOST_ENTRIES = 500;

/**
 * The lines of the first sheet of a workbook. It is unpacked once only to be counted, and once row by row, before it is read as a whole: a small file that unfolds to
 * hundreds of megabytes, or names a cell far away, is refused on the way.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<FileLine[]> {
  try {
    await requireSmall(bytes);
    const lines = await linesOf(bytes);
    const formulas = await formulasOf(bytes);
    return lines.map((line) => ({ ...line, formulas: formulas.get(line.line) ?? [] }));
  } catch (error) {
    if (error instanceof TableRefused) throw error;
    throw new TableRefused('not-a-table');
  }
}

async function requireSmall(bytes: Uint8Array): Promise<void> {
  const archive = await yauzl.fromBufferPromise(Buffer.from(bytes), { lazyEntries: true });
  if (archive.entryCount > MOST_ENTRIES) throw new TableRefused('unpacks-too-large');
  let total = 0;
  for await (const entry of archive.eachEntry()) {
    if (entry.uncompressedSize + total > IMPORT_LIMITS.unpackedBytes)
      throw new TableRefused('unpacks-too-large');
    for await (const part of await archive.openReadStreamPromise(entry)) {
      total += (part as Buffer).length;
      if (total > IMPORT_LIMITS.unpackedBytes) throw new TableRefused('unpacks-too-large');
    }
  }
}

async function linesOf(bytes: Uint8Array): Promise<FileLine[]> {
  const lines: FileLine[] = [];
  for await (const { index, values } of streamXlsxRows(bytes)) {
    const last = values.findLastIndex((value) => value !== null && value !== '');
    if (last >= IMPORT_LIMITS.columns) throw new TableRefused('too-many-columns');
    const cells = values.slice(0, last + 1).map(textOf);
    if (cells.some((cell) => cell.length > IMPORT_LIMITS.cellLength)) throw new TableRefused('cell-too-long');
    if (last >= 0) lines.push({ line: index + 1, cells, formulas: [] });
    if (lines.length > IMPORT_LIMITS.lines + 1) throw new TableRefused('too-many-lines');
  }
  return lines;
}

/** Places of formulas by line. What the formula gave when the file was saved is not believed. */
async function formulasOf(bytes: Uint8Array): Promise<Map<number, number[]>> {
  const { sheets } = await readXlsx(bytes, { sheets: [0] });
  const found = new Map<number, number[]>();
  for (const [place, { formula, type }] of sheets[0]?.cells ?? []) {
    if (formula === undefined && type !== 'formula') continue;
    const [row = 0, column = 0] = place.split(',').map(Number);
    found.set(row + 1, [...(found.get(row + 1) ?? []), column]);
  }
  return found;
}

function textOf(value: CellValue): string {
  if (value === null) return '';
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}
