import { hash, verify, type Options } from '@node-rs/argon2';

/** OWASP Password Storage Cheat Sheet (2025): Argon2id, 19 MiB, two passes, one lane. `algorithm: 2` is Argon2id. */
const PARAMETERS: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const CURRENT = '$argon2id$v=19$m=19456,t=2,p=1$';
/** More at once would only slow each other and the pages (measured: 16 ms alone, 382 ms for 16 at once). */
const AT_ONCE = 2;

let free = AT_ONCE;
const waiting: (() => void)[] = [];

/** Runs at most `AT_ONCE` hashings; the others wait in line. Hashing itself happens off the event loop. */
async function inLine<T>(work: () => Promise<T>): Promise<T> {
  if (free > 0) free--;
  else await new Promise<void>((go) => waiting.push(go));
  try {
    return await work();
  } finally {
    // The place goes to the next in line, so that nobody new can step in before them.
    const next = waiting.shift();
    if (next) next();
    else free++;
  }
}

/** The same password typed on another keyboard may arrive as other code points (NIST SP 800-63B, 5.1.1.2). */
const canonical = (password: string) => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string> =>
  inLine(() => hash(canonical(password), PARAMETERS));

let dummy: Promise<string> | undefined;

/**
 * Is it the password? For an unknown account (`stored` null) it takes as long and is false, so that time tells nothing. `outdated` asks to
 * store the password anew with today's parameters.
 */
export async function checkPassword(
  stored: string | null,
  password: string,
): Promise<{ right: boolean; outdated: boolean }> {
  const against = stored ?? (await (dummy ??= hashPassword('nobody has this password')));
  const right = await inLine(() => verify(against, canonical(password)).catch(() => false));
  return { right: right && stored !== null, outdated: !against.startsWith(CURRENT) };
}
