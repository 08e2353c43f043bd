import type { StaffTable } from '#lib/server/tables/staff-table.ts';
import { TABLE_FILES } from '#lib/server/tables/table-file.ts';

/** A table as the text of its CSV file, byte order mark included. */
export async function csvText(table: StaffTable): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const { bytes } of TABLE_FILES.csv.write(table)) parts.push(bytes);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat(parts));
}

/** Its lines without the mark, the head first. */
export const csvLines = async (table: StaffTable): Promise<string[]> =>
  (await csvText(table)).slice(1).split('\r\n').slice(0, -1);
