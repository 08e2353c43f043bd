import { cleanEmail } from '#lib/domain/accounts/email.ts';
import { passwordProblem } from '#lib/domain/accounts/password.ts';
import { hashPassword } from '../../auth/passwords.ts';
import { endAllSessions } from '../../auth/sessions.ts';
import { makeToken, TOKEN_LIFETIME_MILLISECONDS } from '../../auth/tokens.ts';
import { ConfigError } from '../../config.ts';
import { inTransaction, newId, type Ctx } from '../../context.ts';
import {
  findUserByEmail,
  hasAdministrator,
  insertToken,
  insertUser,
  lockAdministrators,
  updateUser,
} from '../../queries/accounts.ts';

/**
 * At the start of a platform without an administrator: makes the account that the operator's settings name (`given`), or, without settings,
 * returns a one-time token for `/register?setup=TOKEN`. Null when there is nothing to tell. Where an administrator exists nothing happens,
 * so a changed ADMIN_PASSWORD never overwrites a password; the demo's invented one does not count against the operator's own.
 */
export async function prepareFirstAdministrator(
  ctx: Ctx,
  given: { email: string; password: string } | null,
): Promise<string | null> {
  const which = given ? { invented: false } : {};
  if (await hasAdministrator(ctx.db, which)) return null;
  const hash = given && (await hashOfGiven(given));
  return inTransaction(ctx, async (tx) => {
    await lockAdministrators(tx.db);
    if (await hasAdministrator(tx.db, which)) return null;
    if (!given || !hash) return makeSetupToken(tx);
    await makeAdministrator(tx, cleanEmail(given.email), hash);
    return null;
  });
}

async function hashOfGiven({ email, password }: { email: string; password: string }): Promise<string> {
  if (passwordProblem(password, { email: cleanEmail(email), names: [] }))
    throw new ConfigError(
      'ADMIN_PASSWORD must be a password that is not easy to guess, of 10 to 200 characters.',
    );
  return hashPassword(password);
}

async function makeSetupToken(tx: Ctx): Promise<string> {
  const { token, hash } = makeToken(tx.random);
  const now = tx.now();
  await insertToken(tx.db, {
    tokenHash: hash,
    purpose: 'first-admin',
    userId: null,
    expiresAt: new Date(now.getTime() + TOKEN_LIFETIME_MILLISECONDS['first-admin']),
    createdAt: now,
  });
  return token;
}

/** An account that already has the address may be a stranger's: it gets the operator's password and loses its sessions. */
async function makeAdministrator(tx: Ctx, email: string, passwordHash: string): Promise<void> {
  const now = tx.now();
  const known = await findUserByEmail(tx.db, email);
  if (known) {
    await updateUser(tx.db, known.id, { passwordHash, role: 'admin', emailVerifiedAt: now });
    await endAllSessions(tx.db, known.id);
    return;
  }
  const name = email.split('@')[0] ?? email;
  await insertUser(tx.db, {
    id: newId(tx),
    email,
    passwordHash,
    nameNative: name,
    nameLatin: name,
    role: 'admin',
    emailVerifiedAt: now,
    createdAt: now,
  });
}
