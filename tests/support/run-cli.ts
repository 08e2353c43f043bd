import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs a command of the product (`src/lib/cli/<name>.ts`) to its end, with a database and a folder of its own, as people do on their command line. */
export function runCli(
  name: string,
  words: readonly string[],
  { databaseUrl, dataDir }: { databaseUrl: string; dataDir: string },
): { status: number | null; said: string[]; complained: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join('src', 'lib', 'cli', `${name}.ts`), ...words],
    {
      env: { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: dataDir },
      encoding: 'utf8',
      timeout: 180_000,
    },
  );
  return { status, said: stdout.trim().split('\n'), complained: stderr.trim() };
}
