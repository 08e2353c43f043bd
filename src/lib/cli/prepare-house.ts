import { routes } from '../client/routes.ts';
import { cryptoRandom } from '../server/context.ts';
import { prepareFirstAdministrator } from '../server/services/accounts/first-administrator.ts';
import { demoPassword } from './demo/demo-password.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { openHouse, publishCourses, type House } from './house.ts';
import { runCommand, say } from './lines.ts';

/**
 * The part of a start that comes before serving: migrates, makes the signing key, publishes the courses, makes the first accounts. `start.ts` runs it as a program of its own
 * on the database that `DATABASE_URL` names: what reads and checks courses is large, and would stay in the memory of the server for ever.
 */

/** What `start.ts` says to people once the product answers. */
export interface Prepared {
  lines: string[];
}

// Whoever started this is gone: nobody waits for it.
const orphaned = () => process.exit(1);
process.once('disconnect', orphaned);

await runCommand(async () => {
  const house = await openHouse();
  try {
    // Made at the first start; one that is damaged is told now, not at the first certificate.
    await house.platform.contextFor({ actor: null, locale: 'en' }).issuer.signer();
    await publishCourses(house.platform);
    const prepared: Prepared = { lines: await prepareAccounts(house) };
    process.send?.(prepared);
  } finally {
    await house.close();
  }
  process.off('disconnect', orphaned);
  if (process.connected) process.disconnect();
});

/** The first administrator and the demo; what is to be told about them. */
async function prepareAccounts({ config, platform }: House): Promise<string[]> {
  const ctx = platform.contextFor({ actor: null, locale: 'en' });
  const demoLines = await seedDemo(ctx, {
    wanted: config.demo ?? false,
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
