import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import {
  endAllSessions,
  endOtherSessions,
  endOwnSession,
  endSession,
  listSessions,
  openSession,
  readSession,
  sessionCookie,
  sessionHashOf,
  sweepSessions,
} from '#lib/server/auth/sessions.ts';
import { sessions, users } from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../../support/database.ts';
import { insertUser } from '../../support/factories/learning.ts';

const { db, sql } = await freshDatabase();
const DAY = 86_400_000;
let person: Actor;

beforeEach(async () => {
  // Lucia reads the process's clock; only the date is moved, timers run.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-02T08:00:00Z') });
  person = await insertUser(db);
});
afterEach(() => vi.useRealTimers());

const open = (userId = person.userId) => openSession(db, { userId, userAgent: 'test', now: new Date() });
const rows = () => db.select().from(sessions).where(eq(sessions.userId, person.userId));
const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

describe('a session', () => {
  test('stands for its person', async () => {
    const { value } = await open();
    const read = await readSession(db, value);
    expect(read).toMatchObject({
      signedIn: {
        userId: person.userId,
        role: 'learner',
        emailVerified: false,
        nameLanguage: 'kk',
        locale: 'en',
      },
      sessionHash: sessionHashOf(value),
      renewedUntil: null,
    });
    expect(JSON.stringify(read)).not.toContain('none');
  });

  test('is never stored in the clear', async () => {
    const { value } = await open();
    const stored = await sql`select s::text as row from sessions s`;
    expect(JSON.stringify(stored)).not.toContain(value);
    expect((await rows())[0]?.tokenHash).toBe(sessionHashOf(value));
  });

  test('is not opened by what is stored of it', async () => {
    const { value } = await open();
    expect(await readSession(db, sessionHashOf(value) ?? '')).toBeNull();
  });

  test('ends thirty days after it was last used, and is deleted when it is tried', async () => {
    const { value } = await open();
    later(30 * DAY + 1000);
    expect(await readSession(db, value)).toBeNull();
    expect(await rows()).toEqual([]);
  });

  test('is prolonged in the second half of its time, and the cookie with it', async () => {
    const { value } = await open();
    later(14 * DAY);
    expect((await readSession(db, value))?.renewedUntil).toBeNull();
    later(2 * DAY);
    const renewed = (await readSession(db, value))?.renewedUntil;
    expect(renewed).toEqual(new Date(Date.now() + 30 * DAY));
    expect((await rows())[0]?.expiresAt).toEqual(renewed);
  });

  test('ends ninety days after it began, however much it is used', async () => {
    const { value } = await open();
    for (let days = 0; days < 85; days += 5) {
      expect(await readSession(db, value)).not.toBeNull();
      later(5 * DAY);
    }
    later(5 * DAY + 1000);
    expect(await readSession(db, value)).toBeNull();
    expect(await listSessions(db, person.userId)).toEqual([]);
    await sweepSessions(db);
    expect(await rows()).toEqual([]);
  });

  test('says at most every five minutes that the person was here', async () => {
    const { value } = await open();
    const seen = async () =>
      (await db.select().from(users).where(eq(users.id, person.userId)))[0]?.lastSeenAt;
    await readSession(db, value);
    const first = await seen();
    expect(first).toEqual(new Date());
    later(4 * 60_000);
    await readSession(db, value);
    expect(await seen()).toEqual(first);
    later(2 * 60_000);
    await readSession(db, value);
    expect(await seen()).toEqual(new Date());
  });
});

describe('a cookie that is no session is nobody', () => {
  test.each([
    ['nothing', ''],
    ['a NUL byte', '\0'],
    ['a NUL byte in an id', `${'a'.repeat(20)}\0${'a'.repeat(19)}`],
    ['an unknown id', 'a'.repeat(40)],
    ['a megabyte', 'a'.repeat(1_000_000)],
    ['SQL', "' or 1=1 --"],
    ['letters that are none', '\uD800'],
  ])('%s', async (_what, value) => {
    expect(await readSession(db, value)).toBeNull();
    await expect(endSession(db, value)).resolves.toBeUndefined();
  });
});

describe('ending', () => {
  test('one session leaves the others', async () => {
    const [one, two] = [await open(), await open()];
    await endSession(db, one.value);
    expect(await readSession(db, one.value)).toBeNull();
    expect(await readSession(db, two.value)).not.toBeNull();
  });

  test('all others keeps the one that asks, and everybody else’s', async () => {
    const stranger = await insertUser(db);
    const [mine, other, theirs] = [await open(), await open(), await open(stranger.userId)];
    await endOtherSessions(db, person.userId, sessionHashOf(mine.value) ?? '');
    expect(await readSession(db, mine.value)).not.toBeNull();
    expect(await readSession(db, other.value)).toBeNull();
    expect(await readSession(db, theirs.value)).not.toBeNull();
  });

  test('all of a person leaves everybody else’s', async () => {
    const stranger = await insertUser(db);
    const [mine, theirs] = [await open(), await open(stranger.userId)];
    await endAllSessions(db, person.userId);
    expect(await readSession(db, mine.value)).toBeNull();
    expect(await readSession(db, theirs.value)).not.toBeNull();
  });

  test('by its hash works for one’s own alone', async () => {
    const stranger = await insertUser(db);
    const { value } = await open();
    const hash = sessionHashOf(value) ?? '';
    expect(await endOwnSession(db, stranger.userId, hash)).toBe(false);
    expect(await endOwnSession(db, person.userId, hash)).toBe(true);
    expect(await endOwnSession(db, person.userId, hash)).toBe(false);
  });
});

test('a browser’s words about itself are cut short and hold no NUL byte', async () => {
  await openSession(db, { userId: person.userId, userAgent: `a\0${'b'.repeat(500)}`, now: new Date() });
  expect((await rows())[0]?.userAgent).toBe(`a${'b'.repeat(199)}`);
});

test('the cookie is out of reach for scripts, and secret on the line where the platform has HTTPS', () => {
  const expiresAt = new Date();
  expect(sessionCookie('v', { origin: 'https://learn.example.org', expiresAt }).attributes).toEqual({
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: true,
    expires: expiresAt,
  });
  expect(sessionCookie('v', { origin: 'http://127.0.0.1:3000', expiresAt }).attributes.secure).toBe(false);
});
