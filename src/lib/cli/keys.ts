import { copyFile } from 'node:fs/promises';
import { constants } from 'node:fs';
import { parseArgs } from 'node:util';
import { rotateIssuerKey } from '../server/certificates/issuer.ts';
import { issuerKeyPath, readIssuerKey, seedText } from '../server/certificates/issuer-key-file.ts';
import { cryptoRandom } from '../server/context.ts';
import { retireIssuerKey } from '../server/queries/issuer-keys.ts';
import { openHouse, type House } from './house.ts';
import { runCommand, say } from './lines.ts';

const USAGE = `npm run keys -- show [--secret]     the keys that signed certificates; with --secret the one of today, for ISSUER_KEY
npm run keys -- rotate              a new key from now on; the old one stays published, and signs nothing any more
npm run keys -- retire KEY          the same for one key, by its name (z6Mk...)
npm run keys -- backup FILE         a copy of the secret key, readable by you alone; keep it where the database is not`;

/** `npm run keys`: the keys that sign certificates. docs/operations.md. */
await runCommand(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { secret: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  const [command, given] = positionals;
  const work = command === undefined || values.help ? undefined : COMMANDS[command];
  if (!work) {
    say(USAGE);
    process.exit(values.help ? 0 : 1);
  }
  const house = await openHouse();
  try {
    await work(house, { given: given ?? '', secret: values.secret });
  } finally {
    await house.close();
  }
  process.exit(0);
});

type Command = (house: House, asked: { given: string; secret: boolean }) => Promise<void>;

const COMMANDS: Record<string, Command> = { show, rotate, retire, backup };

async function show({ platform, config }: House, { secret }: { secret: boolean }): Promise<void> {
  const { issuer } = platform.contextFor({ actor: null, locale: 'en' });
  const { key } = await issuer.signer();
  for (const { publicKeyMultibase, createdAt, retiredAt } of await issuer.keys()) {
    const state = retiredAt ? `retired ${retiredAt.toISOString()}` : 'may sign';
    const today = publicKeyMultibase === key.publicKeyMultibase ? ', signs today' : '';
    say(`${publicKeyMultibase}  since ${createdAt.toISOString()}, ${state}${today}`);
  }
  if (!secret) return;
  const kept = await readIssuerKey(issuerKeyPath(config.dataDir));
  say(`ISSUER_KEY=${config.issuerKey ?? seedText(kept?.seed ?? new Uint8Array())}`);
}

async function rotate({ platform, config }: House): Promise<void> {
  const { retired, made } = await rotateIssuerKey({
    db: platform.database.db,
    config,
    now: () => new Date(),
    random: cryptoRandom,
  });
  say(`${retired} is retired; ${made} signs from now on. Back it up: npm run keys -- backup FILE`);
}

async function retire({ platform }: House, { given }: { given: string }): Promise<void> {
  const { issuer } = platform.contextFor({ actor: null, locale: 'en' });
  const known = await issuer.keys();
  if (!known.some(({ publicKeyMultibase }) => publicKeyMultibase === given))
    throw new Error(`No key is called ${given || 'so'}: npm run keys -- show lists them.`);
  await retireIssuerKey(platform.database.db, given, new Date());
  say(`${given} is retired.`);
}

async function backup({ config }: House, { given }: { given: string }): Promise<void> {
  if (given === '') throw new Error('Say where: npm run keys -- backup FILE');
  if (config.issuerKey !== null)
    throw new Error('The key is given as ISSUER_KEY: keep it where you keep that setting.');
  // The copy has the rights of the file: its owner alone.
  await copyFile(issuerKeyPath(config.dataDir), given, constants.COPYFILE_EXCL);
  say(`The key is copied to ${given}.`);
}
