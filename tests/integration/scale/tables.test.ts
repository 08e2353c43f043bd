import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../support/database.ts';
import { insertUser } from '../../support/factories/learning.ts';

/** A million rows leave the database as a file. Measured on two busy cores: 28 s as CSV, 67 s as XLSX. */

const ROWS = 1_000_000;
/** Beyond what the process holds when it is loaded. Measured: 26 MB as CSV, less as XLSX. */
const MOST_GROWTH_BYTES = 100_000_000;

const { db, url } = await freshDatabase();
const run = promisify(execFile);
let adminId: string;

beforeAll(async () => {
  adminId = (await insertUser(db, { role: 'admin', nameNative: 'نرگس رضایی' })).userId;
  await db.execute(sql`insert into audit_entries (id, at, actor_id, action, subject_id, details)
    select gen_random_uuid(), timestamptz '2026-01-01' + n * interval '1 second', ${adminId}::uuid, 'user.role', ${adminId}::uuid, '{}'
    from generate_series(1, ${ROWS}::int) n`);
  await db.execute(sql`analyze audit_entries`);
}, 300_000);

test.each([
  ['csv', 60_000_000],
  ['xlsx', 20_000_000],
])('a million rows as %s, and memory stays level', { timeout: 400_000 }, async (format, bytes) => {
  const script = join('tests', 'support', 'table-export.ts');
  const { stdout } = await run(process.execPath, [script, url, format, adminId], {
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const said = JSON.parse(stdout) as { rows: number; bytes: number; heldAtStart: number; mostHeld: number };
  expect(said).toMatchObject({ rows: ROWS });
  expect(said.bytes).toBeGreaterThan(bytes);
  expect(said.mostHeld - said.heldAtStart).toBeLessThan(MOST_GROWTH_BYTES);
});
