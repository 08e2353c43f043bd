import { and, asc, eq, gt, ilike, isNull, lt, ne, or, sql, type SQL } from 'drizzle-orm';
import type { Role } from '#lib/domain/permissions.ts';
import type { Executor } from '../db/client.ts';
import { accountTokens, users } from '../db/schema/index.ts';

export type User = typeof users.$inferSelect;

/** Adds a person; false when somebody already has that address. */
export async function insertUser(db: Executor, row: typeof users.$inferInsert): Promise<boolean> {
  const added = await db
    .insert(users)
    .values(row)
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id });
  return added.length > 0;
}

/** `email` in its stored form (domain/accounts/email.ts). */
export async function findUserByEmail(db: Executor, email: string): Promise<User | null> {
  const [row] = await db.select().from(users).where(eq(users.email, email));
  return row ?? null;
}

export async function findUser(db: Executor, id: string): Promise<User | null> {
  const [row] = await db.select().from(users).where(eq(users.id, id));
  return row ?? null;
}

/** The first `limit` administrators, the oldest account first. */
export async function listAdministrators(db: Executor, limit: number): Promise<User[]> {
  return db.select().from(users).where(eq(users.role, 'admin')).orderBy(asc(users.createdAt)).limit(limit);
}

type Change = Partial<
  Pick<
    User,
    | 'passwordHash'
    | 'nameNative'
    | 'nameLatin'
    | 'nameLanguage'
    | 'locale'
    | 'role'
    | 'emailVerifiedAt'
    | 'country'
  >
>;

/** Changes a person; false when there is none. */
export async function updateUser(db: Executor, id: string, change: Change): Promise<boolean> {
  const changed = await db.update(users).set(change).where(eq(users.id, id)).returning({ id: users.id });
  return changed.length > 0;
}

/** Keeps the first moment at which the address was confirmed. */
export async function markEmailVerified(db: Executor, id: string, at: Date): Promise<void> {
  await db
    .update(users)
    .set({ emailVerifiedAt: at })
    .where(and(eq(users.id, id), isNull(users.emailVerifiedAt)));
}

export type TokenPurpose = (typeof accountTokens.$inferSelect)['purpose'];

export async function insertToken(db: Executor, row: typeof accountTokens.$inferInsert): Promise<void> {
  await db.insert(accountTokens).values(row);
}

const isLive = (tokenHash: string, purpose: TokenPurpose, now: Date) =>
  and(
    eq(accountTokens.tokenHash, tokenHash),
    eq(accountTokens.purpose, purpose),
    isNull(accountTokens.usedAt),
    gt(accountTokens.expiresAt, now),
  );

/** The link, when it can still be used. */
export async function findLiveToken(
  db: Executor,
  tokenHash: string,
  purpose: TokenPurpose,
  now: Date,
): Promise<{ userId: string | null } | null> {
  const [row] = await db
    .select({ userId: accountTokens.userId })
    .from(accountTokens)
    .where(isLive(tokenHash, purpose, now));
  return row ?? null;
}

/** Uses a link up; null when it cannot be used (any more). Of two at the same moment one gets it. */
export async function takeToken(
  db: Executor,
  tokenHash: string,
  purpose: TokenPurpose,
  now: Date,
): Promise<{ userId: string | null } | null> {
  const [row] = await db
    .update(accountTokens)
    .set({ usedAt: now })
    .where(isLive(tokenHash, purpose, now))
    .returning({ userId: accountTokens.userId });
  return row ?? null;
}

/** No earlier link of that purpose works any more for that person. */
export async function revokeTokens(
  db: Executor,
  userId: string,
  purpose: TokenPurpose,
  now: Date,
): Promise<void> {
  await db
    .update(accountTokens)
    .set({ usedAt: now })
    .where(
      and(eq(accountTokens.userId, userId), eq(accountTokens.purpose, purpose), isNull(accountTokens.usedAt)),
    );
}

export async function deleteOldTokens(db: Executor, before: Date): Promise<void> {
  await db.delete(accountTokens).where(lt(accountTokens.expiresAt, before));
}

/** Holds, until the transaction ends, the decision who becomes the first administrator and who stops being one. */
export async function lockAdministrators(db: Executor): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtext('pathways.administrators'))`);
}

/** Is there an administrator? `besides` leaves one person out, `invented: false` the people of the demo. */
export async function hasAdministrator(
  db: Executor,
  { besides, invented = true }: { besides?: string; invented?: boolean } = {},
): Promise<boolean> {
  const [row] = await db
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.role, 'admin'),
        besides === undefined ? undefined : ne(users.id, besides),
        invented ? undefined : eq(users.isDemo, false),
      ),
    )
    .limit(1);
  return row !== undefined;
}

export interface ListedUser {
  id: string;
  email: string;
  nameNative: string;
  nameLatin: string;
  role: Role;
  emailVerifiedAt: Date | null;
  lastSeenAt: Date | null;
  createdAt: Date;
}

const matching = (words: string): SQL | undefined => {
  const pattern = `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return words === ''
    ? undefined
    : or(ilike(users.email, pattern), ilike(users.nameNative, pattern), ilike(users.nameLatin, pattern));
};

/** How many people `listUsers` gives in all. */
export const countUsers = (db: Executor, words: string): Promise<number> => db.$count(users, matching(words));

/** People by address, from after `after`; `words` are looked for in address and names. */
export async function listUsers(
  db: Executor,
  { words, after, limit }: { words: string; after: string; limit: number },
): Promise<ListedUser[]> {
  return db
    .select({
      id: users.id,
      email: users.email,
      nameNative: users.nameNative,
      nameLatin: users.nameLatin,
      role: users.role,
      emailVerifiedAt: users.emailVerifiedAt,
      lastSeenAt: users.lastSeenAt,
      createdAt: users.createdAt,
    })
    .from(users)
    .where(and(after === '' ? undefined : gt(users.email, after), matching(words)))
    .orderBy(asc(users.email))
    .limit(limit);
}
