import { createServer } from 'node:net';
import postgres from 'postgres';
import { ConfigError, readConfig, type Config } from '../server/config.ts';
import { runCommand } from './lines.ts';

/** Before a start: are the variables right, is the port free, does the given database answer? Changes nothing. */
await runCommand(async () => {
  const config = readConfig();
  await portIsFree(config);
  if (config.databaseUrl) await databaseAnswers(config.databaseUrl);
});

function portIsFree({ host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? `PORT ${port} is in use on ${host}. Stop the other program, or set PORT to another number.`
          : `HOST and PORT cannot be used (${host}:${port}): ${error.message}.`;
      reject(new ConfigError(reason));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

async function databaseAnswers(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined });
  try {
    await sql`select 1`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
