import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import type { Ctx } from '../context.ts';

/** The clock and chance that a new key comes from. */
type World = Pick<Ctx, 'now' | 'random'>;

/** The secret of the key that signs. It stands in a file that only the operator's account may read, or is given as `ISSUER_KEY`. */
export interface IssuerSecret {
  /** 32 bytes. */
  seed: Uint8Array;
  createdAt: Date;
}

/** A key file that cannot be used; the message is one line that says what to do. */
export class IssuerKeyError extends Error {
  override name = 'IssuerKeyError';
}

const SEED_BYTES = 32;
export const issuerKeyPath = (dataDir: string): string => join(dataDir, 'issuer-key.json');

const file = v.strictObject({
  seed: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
});

export const seedText = (seed: Uint8Array): string => Buffer.from(seed).toString('base64url');
export const readSeed = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'));

/**
 * The key of this platform. Made at the first start, once even where two starts meet. Throws `IssuerKeyError` for a file that was damaged, rather than
 * making another key in silence.
 */
export async function openIssuerKey(dataDir: string, world: World): Promise<IssuerSecret> {
  const path = issuerKeyPath(dataDir);
  const known = await readIssuerKey(path);
  if (known) return known;
  await mkdir(dirname(path), { recursive: true });
  const made = { seed: world.random.bytes(SEED_BYTES), createdAt: world.now() };
  const draft = await writeDraft(path, made, world);
  try {
    // Unlike a renaming, a link never takes the place of what another start has just made.
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return (await readIssuerKey(path)) ?? made;
}

/** Puts a new key in the place of the one that was. The caller retires the old one first. */
export async function replaceIssuerKey(dataDir: string, world: World): Promise<IssuerSecret> {
  const path = issuerKeyPath(dataDir);
  const made = { seed: world.random.bytes(SEED_BYTES), createdAt: world.now() };
  await rename(await writeDraft(path, made, world), path);
  return made;
}

/** Null where there is no file yet. */
export async function readIssuerKey(path: string): Promise<IssuerSecret | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const read = v.safeParse(file, parseJson(text));
  if (!read.success)
    throw new IssuerKeyError(`${path} is damaged: put its backup back, or set ISSUER_KEY to the key.`);
  return { seed: readSeed(read.output.seed), createdAt: new Date(read.output.createdAt) };
}

async function writeDraft(
  path: string,
  { seed, createdAt }: IssuerSecret,
  { random }: World,
): Promise<string> {
  const draft = `${path}.${Buffer.from(random.bytes(6)).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    const text = JSON.stringify({ seed: seedText(seed), createdAt: createdAt.toISOString() });
    await handle.writeFile(`${text}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return draft;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
