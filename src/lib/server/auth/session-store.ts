import { createHash } from 'node:crypto';
import { and, eq, gt, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import type { Executor } from '../db/client.ts';
import { sessions, users } from '../db/schema/index.ts';

/** However much it is used, a session ends this long after it began. */
export const ABSOLUTE_LIFETIME_MILLISECONDS = 90 * 86_400_000;

/** What is stored of a session id. */
export const hashOf = (sessionId: string) => createHash('sha256').update(sessionId, 'utf8').digest('hex');

/** A session that began earlier is over. */
export const oldestBegin = (now: Date) => new Date(now.getTime() - ABSOLUTE_LIFETIME_MILLISECONDS);

type SessionRow = typeof sessions.$inferSelect;

/** What a page needs to know of the person; the password hash stays where it is. */
const PERSON = {
  id: users.id,
  role: users.role,
  email: users.email,
  emailVerifiedAt: users.emailVerifiedAt,
  nameNative: users.nameNative,
  nameLatin: users.nameLatin,
  nameLanguage: users.nameLanguage,
  locale: users.locale,
  lastSeenAt: users.lastSeenAt,
};

/** What Lucia keeps of a person for us. */
export type SessionPerson = Pick<typeof users.$inferSelect, keyof typeof PERSON>;

/** The one statement that a signed-in page spends on its session: planned once per connection, then only executed. */
const prepareRead = (db: Executor) =>
  db
    .select({ session: sessions, user: PERSON })
    .from(sessions)
    .innerJoin(users, eq(sessions.userId, users.id))
    .where(
      and(
        eq(sessions.tokenHash, sql.placeholder('hash')),
        gt(sessions.createdAt, sql.placeholder('createdAfter')),
      ),
    )
    .prepare('session_with_user');

/**
 * Lucia's storage over our tables. Only SHA-256 of a session id is kept; Lucia is always given back the id it came with, because it uses it
 * again for the cookie.
 */
export class HashedSessionStore implements Adapter {
  readonly #db: Executor;
  #read: ReturnType<typeof prepareRead> | undefined;

  constructor(db: Executor) {
    this.#db = db;
  }

  async getSessionAndUser(sessionId: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    this.#read ??= prepareRead(this.#db);
    const createdAfter = oldestBegin(new Date()).toISOString();
    const [row] = await this.#read.execute({ hash: hashOf(sessionId), createdAfter });
    if (!row) return [null, null];
    return [toSession(sessionId, row.session), { id: row.user.id, attributes: row.user }];
  }

  /** Their ids are hashes here: they name a session for `deleteOwn` and open nothing. */
  async getUserSessions(userId: string): Promise<DatabaseSession[]> {
    const rows = await this.#db
      .select()
      .from(sessions)
      .where(and(eq(sessions.userId, userId), gt(sessions.createdAt, oldestBegin(new Date()))));
    return rows.map((row) => toSession(row.tokenHash, row));
  }

  async setSession(session: DatabaseSession): Promise<void> {
    await this.#db.insert(sessions).values({
      tokenHash: hashOf(session.id),
      userId: session.userId,
      expiresAt: session.expiresAt,
      createdAt: session.attributes.createdAt,
      userAgent: session.attributes.userAgent,
    });
  }

  async updateSessionExpiration(sessionId: string, expiresAt: Date): Promise<void> {
    await this.#db
      .update(sessions)
      .set({ expiresAt })
      .where(eq(sessions.tokenHash, hashOf(sessionId)));
  }

  async deleteSession(sessionId: string): Promise<void> {
    await this.#db.delete(sessions).where(eq(sessions.tokenHash, hashOf(sessionId)));
  }

  async deleteUserSessions(userId: string): Promise<void> {
    await this.#db.delete(sessions).where(eq(sessions.userId, userId));
  }

  async deleteExpiredSessions(): Promise<void> {
    const now = new Date();
    await this.#db
      .delete(sessions)
      .where(or(lte(sessions.expiresAt, now), lte(sessions.createdAt, oldestBegin(now))));
  }

  /** Ends one session of that person; somebody else's is left alone. True when there was one. */
  async deleteOwn(userId: string, hash: string): Promise<boolean> {
    const gone = await this.#db
      .delete(sessions)
      .where(and(eq(sessions.tokenHash, hash), eq(sessions.userId, userId)))
      .returning({ hash: sessions.tokenHash });
    return gone.length > 0;
  }

  async deleteOthers(userId: string, keepHash: string): Promise<void> {
    await this.#db.delete(sessions).where(and(eq(sessions.userId, userId), ne(sessions.tokenHash, keepHash)));
  }

  /** Remembers that the person was here, unless another request just did. */
  async touchUser(userId: string, now: Date, unlessSince: Date): Promise<void> {
    await this.#db
      .update(users)
      .set({ lastSeenAt: now })
      .where(and(eq(users.id, userId), or(isNull(users.lastSeenAt), lt(users.lastSeenAt, unlessSince))));
  }
}

function toSession(id: string, { userId, expiresAt, createdAt, userAgent }: SessionRow): DatabaseSession {
  return { id, userId, expiresAt, attributes: { createdAt, userAgent } };
}
