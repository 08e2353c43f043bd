import { Lucia, TimeSpan } from 'lucia';
import type { Role } from '#lib/domain/permissions.ts';
import type { Executor } from '../db/client.ts';
import { hashOf, HashedSessionStore, oldestBegin, type SessionPerson } from './session-store.ts';

/** Sessions, as the rest of the product knows them. Nothing outside this folder knows Lucia. */

export const SESSION_COOKIE = 'pathways_session';
const DAY_MILLISECONDS = 86_400_000;
const IDLE_DAYS = 30;
const SEEN_EVERY_MILLISECONDS = 5 * 60_000;

/** Who is logged in, as pages show them. */
export interface SignedIn {
  userId: string;
  role: Role;
  email: string;
  emailVerified: boolean;
  nameNative: string;
  nameLatin: string;
  nameLanguage: string;
  locale: string;
}

type SessionAttributes = { createdAt: Date; userAgent: string };
type PathwaysLucia = Lucia<
  SessionAttributes,
  { signedIn: Omit<SignedIn, 'userId'>; lastSeenAt: Date | null }
>;

declare module 'lucia' {
  interface Register {
    Lucia: PathwaysLucia;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: SessionPerson;
  }
}

interface LuciaOfPathways {
  lucia: PathwaysLucia;
  store: HashedSessionStore;
}

const made = new WeakMap<object, LuciaOfPathways>();

function luciaOf(db: Executor): LuciaOfPathways {
  const known = made.get(db);
  if (known) return known;
  const store = new HashedSessionStore(db);
  const lucia = new Lucia(store, {
    sessionExpiresIn: new TimeSpan(IDLE_DAYS, 'd'),
    sessionCookie: { name: SESSION_COOKIE },
    getSessionAttributes: ({ createdAt, userAgent }) => ({ createdAt, userAgent }),
    getUserAttributes: (user) => ({
      signedIn: {
        role: user.role,
        email: user.email,
        emailVerified: user.emailVerifiedAt !== null,
        nameNative: user.nameNative,
        nameLatin: user.nameLatin,
        nameLanguage: user.nameLanguage,
        locale: user.locale,
      },
      lastSeenAt: user.lastSeenAt,
    }),
  });
  const pair = { lucia, store };
  made.set(db, pair);
  return pair;
}

/** Session ids are base 32; anything else in a cookie (a NUL byte, a megabyte) is nobody and never reaches the database. */
const isSessionId = (value: string) => /^[a-z0-9]{20,64}$/.test(value);

/** What is stored of a session: names it in a person's own list and opens nothing. Null for what cannot be a session. */
export const sessionHashOf = (cookieValue: string | undefined): string | null =>
  cookieValue !== undefined && isSessionId(cookieValue) ? hashOf(cookieValue) : null;

/**
 * Who a session cookie stands for, or null. `renewedUntil` is set when the session was prolonged and the cookie must be sent again.
 * One statement; one more when it is prolonged (once in 15 days) and when the person was last seen over five minutes ago.
 */
export async function readSession(
  db: Executor,
  cookieValue: string,
  now: Date = new Date(),
): Promise<{ signedIn: SignedIn; sessionHash: string; renewedUntil: Date | null } | null> {
  if (!isSessionId(cookieValue)) return null;
  const { lucia, store } = luciaOf(db);
  const { session, user } = await lucia.validateSession(cookieValue);
  if (!session) return null;
  const seenLongAgo = new Date(now.getTime() - SEEN_EVERY_MILLISECONDS);
  if (!user.lastSeenAt || user.lastSeenAt < seenLongAgo) await store.touchUser(user.id, now, seenLongAgo);
  return {
    signedIn: { userId: user.id, ...user.signedIn },
    sessionHash: hashOf(cookieValue),
    renewedUntil: session.fresh ? session.expiresAt : null,
  };
}

/** What a statement of somebody else's must ask for so that a session counts there: it began and was used lately enough. */
export interface SessionClaim {
  tokenHash: string;
  createdAfter: Date;
  expiresAfter: Date;
}

/**
 * For a request that may spend one statement in all: that statement looks the session up itself. Null for what cannot be a session. What it found
 * is given to `needsReading`.
 */
export const claimSession = (
  cookieValue: string | undefined,
  now: Date = new Date(),
): SessionClaim | null => {
  const tokenHash = sessionHashOf(cookieValue);
  return tokenHash === null ? null : { tokenHash, createdAfter: oldestBegin(now), expiresAfter: now };
};

/** Is it time for `readSession`, to prolong the session or to note that the person is here? The rules are those it keeps. */
export function needsReading(
  { expiresAt, lastSeenAt }: { expiresAt: Date; lastSeenAt: Date | null },
  now: Date = new Date(),
): boolean {
  const isHalfOver = expiresAt.getTime() - now.getTime() < IDLE_DAYS * (DAY_MILLISECONDS / 2);
  return isHalfOver || !lastSeenAt || lastSeenAt.getTime() < now.getTime() - SEEN_EVERY_MILLISECONDS;
}

/** Opens a session; the value belongs into the cookie and is kept nowhere else. */
export async function openSession(
  db: Executor,
  input: { userId: string; userAgent: string; now: Date },
): Promise<{ value: string; expiresAt: Date }> {
  const session = await luciaOf(db).lucia.createSession(input.userId, {
    createdAt: input.now,
    // Postgres takes no NUL byte in a text.
    userAgent: input.userAgent.replaceAll('\0', '').slice(0, 200),
  });
  return { value: session.id, expiresAt: session.expiresAt };
}

export const endSession = (db: Executor, cookieValue: string): Promise<void> =>
  isSessionId(cookieValue) ? luciaOf(db).lucia.invalidateSession(cookieValue) : Promise.resolve();

export const endAllSessions = (db: Executor, userId: string): Promise<void> =>
  luciaOf(db).lucia.invalidateUserSessions(userId);

export const endOtherSessions = (db: Executor, userId: string, keepHash: string): Promise<void> =>
  luciaOf(db).store.deleteOthers(userId, keepHash);

/** Ends one of the person's own sessions by what is stored of it. False: there is none. */
export const endOwnSession = (db: Executor, userId: string, sessionHash: string): Promise<boolean> =>
  luciaOf(db).store.deleteOwn(userId, sessionHash);

/** Deletes what has expired, by idleness or by age. Run daily. */
export const sweepSessions = (db: Executor): Promise<void> => luciaOf(db).lucia.deleteExpiredSessions();

/** A person's sessions, newest first. `hash` names one for `endOwnSession`; it opens nothing. */
export async function listSessions(db: Executor, userId: string) {
  const all = await luciaOf(db).lucia.getUserSessions(userId);
  return all
    .map(({ id, createdAt, userAgent, expiresAt }) => ({ hash: id, createdAt, userAgent, expiresAt }))
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
}

/** The cookie of a session: out of reach for scripts, not sent from other sites, only over HTTPS where the platform has it. */
export function sessionCookie(value: string, input: { origin: string; expiresAt: Date }) {
  return {
    name: SESSION_COOKIE,
    value,
    attributes: {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: input.origin.startsWith('https:'),
      expires: input.expiresAt,
    },
  } as const;
}
