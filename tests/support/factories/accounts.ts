import type { Role } from '#lib/domain/permissions.ts';
import { hashPassword } from '#lib/server/auth/passwords.ts';
import type { Executor } from '#lib/server/db/client.ts';
import type { users } from '#lib/server/db/schema/index.ts';
import type { Letter } from '#lib/server/mail/mail.ts';
import { insertUser } from './learning.ts';

export const PASSWORD = 'a long enough phrase 42';
let passwordHash: Promise<string> | undefined;

/** A person who can log in with `PASSWORD`. */
export async function insertPerson(
  db: Executor,
  given: Partial<typeof users.$inferInsert> & { role?: Role } = {},
) {
  return insertUser(db, { passwordHash: await (passwordHash ??= hashPassword(PASSWORD)), ...given });
}

/** The form of somebody who registers. */
export const registration = (email: string) => ({
  nameNative: 'نرگس رضایی',
  nameLatin: 'Narges Rezaei',
  nameLanguage: 'fa',
  email,
  password: PASSWORD,
});

/** The token in the last letter's link. */
export function tokenIn(letters: readonly Letter[]): string {
  const [, token] = /\/(?:verify-email|reset-password)\/([\w-]+)/.exec(letters.at(-1)?.body ?? '') ?? [];
  if (!token) throw new Error('No letter with a link.');
  return token;
}
