import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '../../server/context.ts';

/** The operator's demo password, or the one made at the first start; it is kept beside the database, so that every start can print it. */
export async function demoPassword(dataDir: string, given: string | null, random: Random): Promise<string> {
  if (given) return given;
  const file = join(dataDir, 'demo-password');
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (kept) return kept;
  const made = Buffer.from(random.bytes(9)).toString('base64url');
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, `${made}\n`, { mode: 0o600 });
  return made;
}
