import { memoryUsage } from 'node:process';
import { openDatabase } from '#lib/server/db/client.ts';
import { listAuditEntries } from '#lib/server/queries/audit.ts';
import type { Place } from '#lib/server/queries/newest-first.ts';
import { inBatches } from '#lib/server/tables/in-batches.ts';
import type { Cell, Column } from '#lib/server/tables/staff-table.ts';
import { TABLE_FILES } from '#lib/server/tables/table-file.ts';

/**
 * A process that takes the whole audit log along, and tells in one line how much it sent and held. It loads what the export needs and no messages: those take
 * more memory than all of it as long as they are not built.
 */

const [url = '', format = 'csv'] = process.argv.slice(2);
const { db, close } = openDatabase(url);
const none = { action: null, actorIds: null, subjectIds: null, since: null, until: null };

async function* rows(): AsyncGenerator<Cell[]> {
  const entries = inBatches(
    (page: { after: Place | null; limit: number }) => listAuditEntries(db, { ...none, ...page }),
    ({ at, id }) => ({ at, id }),
  );
  for await (const { at, actor, action, person } of entries)
    yield [at, actor?.nameNative ?? '', actor?.email ?? '', action, person?.nameNative ?? '', 66.6];
}

const columns = ['moment', 'text', 'text', 'text', 'text', 'percent'].map((kind) => ({
  title: kind,
  kind,
})) as Column[];
const heldAtStart = memoryUsage.rss();
let bytes = 0;
let sent = 0;
let mostHeld = 0;
const table = { name: 'Acts', columns, rows: rows(), total: null };
for await (const piece of TABLE_FILES[format === 'xlsx' ? 'xlsx' : 'csv'].write(table)) {
  bytes += piece.bytes.length;
  sent = piece.rows;
  mostHeld = Math.max(mostHeld, memoryUsage.rss());
}
await close();
console.log(JSON.stringify({ rows: sent, bytes, heldAtStart, mostHeld }));
