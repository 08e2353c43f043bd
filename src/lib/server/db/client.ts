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

interface Opening {
  /** Number of connections. */
  max?: number;
  /** Hears every statement that is sent, and what is given with it. */
  onStatement?: (statement: string, parameters: readonly unknown[]) => void;
}

/** Opens a pool. Nothing connects until the first query. */
export function openDatabase(url: string, { max = 10, onStatement }: Opening = {}): Database {
  const sql = postgres(url, {
    max,
    onnotice: () => undefined,
    connect_timeout: 10,
    idle_timeout: 300,
    ...(onStatement && {
      debug: (_connection, statement, parameters: unknown[]) => onStatement(statement, parameters),
    }),
  });
  const db = drizzle(sql, { schema, casing: 'snake_case' });
  return { db, sql, close: () => sql.end({ timeout: 5 }) };
}
