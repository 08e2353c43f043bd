import { memoryUsage } from 'node:process';
import type { Ctx } from '#lib/server/context.ts';
import { openDatabase } from '#lib/server/db/client.ts';
import { exportActs } from '#lib/server/services/audit/export-acts.ts';
import { TABLE_FILES } from '#lib/server/tables/table-file.ts';

/** A process that takes the whole audit log along, and tells in one line how much it sent and held. It loads nothing else: what is measured is the export. */

const [url = '', format = 'csv', userId = ''] = process.argv.slice(2);
const { db, close } = openDatabase(url);
const ctx = { db, actor: { userId, role: 'admin' } } as Ctx;
const table = await exportActs(ctx, {}, { act: (action) => action, details: () => [] });
const heldAtStart = memoryUsage.rss();
let bytes = 0;
let rows = 0;
let mostHeld = 0;
for await (const piece of TABLE_FILES[format === 'xlsx' ? 'xlsx' : 'csv'].write(table)) {
  bytes += piece.bytes.length;
  rows = piece.rows;
  mostHeld = Math.max(mostHeld, memoryUsage.rss());
}
await close();
console.log(JSON.stringify({ rows, bytes, heldAtStart, mostHeld, total: table.total }));
