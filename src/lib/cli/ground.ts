import { readConfig, type Config } from '../server/config.ts';
import { startEmbeddedDatabase, type EmbeddedDatabase } from '../server/db/embedded.ts';

/** What everything stands on: the settings, and a database server that runs. */
export interface Ground {
  config: Config & { databaseUrl: string };
  /** Null when `DATABASE_URL` names another server. */
  embedded: EmbeddedDatabase | null;
}

/** Reads the settings, and starts our own Postgres where none is given. */
export async function openGround(): Promise<Ground> {
  const given = readConfig();
  const embedded = given.databaseUrl ? null : await startEmbeddedDatabase(given.dataDir);
  return { config: { ...given, databaseUrl: embedded?.url ?? given.databaseUrl ?? '' }, embedded };
}
