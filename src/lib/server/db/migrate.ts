import { migrate } from 'drizzle-orm/postgres-js/migrator';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { openDatabase } from './client.ts';
import type * as schema from './schema/index.ts';

/** Any 64-bit number, the same in every instance: two instances that start together migrate one after the other. */
const MIGRATION_LOCK = 7_284_615_502;

/**
 * Brings the database at `url` to the newest schema, from `folder` (the `drizzle` folder). Does nothing where it is already
 * there. Holds an advisory lock on its own single connection meanwhile.
 */
export async function migrateDatabase(url: string, folder: string): Promise<void> {
  const { db, sql, close } = openDatabase(url, { max: 1 });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(db as PostgresJsDatabase<typeof schema>, { migrationsFolder: folder });
  } finally {
    await close();
  }
}
