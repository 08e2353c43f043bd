import type { PgDatabase } from 'drizzle-orm/pg-core';
import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema/index.ts';

/** A pool or a transaction: what every query takes first. */
export type Executor = PgDatabase<PostgresJsQueryResultHKT, typeof schema>;

export interface Database {
  db: Executor;
  /** The driver itself, for LISTEN and for libraries that bring their own SQL. */
  sql: postgres.Sql;
  close(): Promise<void>;
}

/** Opens a pool. Nothing connects until the first query. `max` is the number of connections. */
export function openDatabase(url: string, { max = 10 }: { max?: number } = {}): Database {
  const sql = postgres(url, { max, onnotice: () => undefined, connect_timeout: 10, idle_timeout: 300 });
  const db = drizzle(sql, { schema, casing: 'snake_case' });
  return { db, sql, close: () => sql.end({ timeout: 5 }) };
}
