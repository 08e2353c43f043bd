import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshDatabase } from '../../support/database.ts';

const { db } = await freshDatabase();

test('Postgres merges watched ranges as a union', async () => {
  const [row] = await db.execute<{ merged: string }>(
    sql`select ('{[0,60)}'::int4multirange + '{[30,90)}'::int4multirange)::text as merged`,
  );
  expect(row?.merged).toBe('{[0,90)}');
});
