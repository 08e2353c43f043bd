import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { endSession, openSession, readSession, SESSION_COOKIE } from '#lib/server/auth/sessions.ts';
import { openDatabase, type Executor } from '#lib/server/db/client.ts';
import { segmentEvidence, sessions, users } from '#lib/server/db/schema/index.ts';
import { visitModule } from '#lib/server/services/learning/visit-module.ts';
import { POST } from '../../../src/routes/api/watch/+server.ts';
import { coursesOf, testContext } from '../../support/context.ts';
import { freshDatabase } from '../../support/database.ts';
import { insertEnrolment, insertPlainCourse, insertUser } from '../../support/factories/learning.ts';

/** A report as it comes in: its session is looked up by its own statement. */

const { db, url } = await freshDatabase();
const DAY = 86_400_000;
let course: PublishedCourse;
let learner: Actor;
let cookie: string;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-02T08:00:00Z') });
  course = await insertPlainCourse(db);
  learner = await insertUser(db);
  await insertEnrolment(db, learner.userId, course.courseId);
  await visitModule(context(db, learner), { course: course.document.slug, module: 'module-1' });
  ({ value: cookie } = await openSession(db, {
    userId: learner.userId,
    userAgent: 'test',
    now: new Date(),
  }));
  // The first look of a session notes that somebody was seen.
  await readSession(db, cookie);
  later(60_000);
});
afterEach(() => vi.useRealTimers());

const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);
const context = (executor: Executor, actor: Actor | null) =>
  testContext(executor, { actor, now: () => new Date(), courses: coursesOf([course]) });

const body = (given: object = {}) => ({
  event: randomUUID(),
  course: course.document.slug,
  module: 'module-1',
  segment: 'lecture',
  way: 'video',
  source: 'video-240',
  lengthSeconds: null,
  position: 10,
  ranges: [[0, 10]],
  ...given,
});

/** What the route answers, and the cookies it sets. */
async function post(given: unknown = body(), { value = cookie, executor = db } = {}) {
  const cookies = new Map<string, { value: string; expires?: Date }>();
  const response = await POST({
    request: new Request('https://learn.example.org/api/watch', {
      method: 'POST',
      body: typeof given === 'string' ? given : JSON.stringify(given),
    }),
    locals: { ctx: context(executor, null), signedIn: null },
    cookies: {
      get: (name: string) => (name === SESSION_COOKIE && value !== '' ? value : undefined),
      set: (name: string, set: string, options: { expires?: Date }) =>
        cookies.set(name, { value: set, ...options }),
      delete: (name: string) => cookies.set(name, { value: '' }),
    },
  } as never);
  return { status: response.status, answer: (await response.json()) as unknown, cookies };
}

const row = async () =>
  (await db.select().from(segmentEvidence).where(eq(segmentEvidence.userId, learner.userId)))[0];

describe('a report with a session', () => {
  test('is taken for its person, and answered with what is known and nothing else', async () => {
    const { status, answer } = await post();
    expect([status, answer]).toEqual([200, { watched: [[0, 10]], covered: false }]);
    expect(await row()).toMatchObject({ watched: '{[0,10)}', source: 'video-240', positionSeconds: 10 });
  });

  test('is taken from players that know neither event, source nor position', async () => {
    const { event: _event, source: _source, position: _position, ...old } = body();
    expect((await post(old)).status).toBe(200);
    expect(await row()).toMatchObject({ recentEvents: [], source: null, positionSeconds: null });
  });

  test.each([
    ['no JSON', '{'],
    ['an event that is no UUID', { event: 'x' }],
    ['an unknown source', { source: 'dvd' }],
    ['a way that is none', { way: 'transcript' }],
    ['half a range', { ranges: [[1]] }],
  ])('and %s is refused', async (_what, given) => {
    const sent = typeof given === 'string' ? given : body(given);
    expect((await post(sent)).status).toBe(400);
    expect(await row()).toBeUndefined();
  });

  test('for a segment that is not there is a 404', async () => {
    expect((await post(body({ segment: 'x' }))).status).toBe(404);
  });

  test('of somebody who is not enrolled is a 404, and leaves nothing', async () => {
    const stranger = await insertUser(db);
    const { value } = await openSession(db, {
      userId: stranger.userId,
      userAgent: 'test',
      now: new Date(),
    });
    expect((await post(body(), { value })).status).toBe(404);
    expect(await row()).toBeUndefined();
  });
});

describe('a session that is over', () => {
  const expectRefused = async (value = cookie) => {
    expect(await post(body(), { value })).toMatchObject({ status: 401, answer: { code: 'login-required' } });
    expect(await row()).toBeUndefined();
  };

  test('by log-out', async () => {
    await endSession(db, cookie);
    await expectRefused();
  });

  test('thirty days after it was last used', async () => {
    later(30 * DAY);
    await expectRefused();
  });

  test('ninety days after it began, however much it was used', async () => {
    await db
      .update(sessions)
      .set({ expiresAt: new Date(Date.now() + 400 * DAY) })
      .where(eq(sessions.userId, learner.userId));
    later(90 * DAY);
    await expectRefused();
  });

  test.each([
    ['none', ''],
    ['what is stored of one', 'hash'],
    ['a NUL byte', '\0'],
    ['a long word', 'a'.repeat(5_000)],
  ])('or never was: %s', async (what, value) => {
    const [stored] = await db.select().from(sessions).where(eq(sessions.userId, learner.userId));
    await expectRefused(what.startsWith('what') ? stored?.tokenHash : value);
  });
});

describe('a session that is in use', () => {
  test('notes every five minutes that its person is here', async () => {
    const seen = async () =>
      (await db.select().from(users).where(eq(users.id, learner.userId)))[0]?.lastSeenAt;
    const first = await seen();
    await post();
    expect(await seen()).toEqual(first);
    later(5 * 60_000);
    await post();
    expect(await seen()).toEqual(new Date());
  });

  test('is prolonged in the second half of its time, and the cookie with it', async () => {
    later(14 * DAY);
    expect((await post()).cookies.size).toBe(0);
    later(2 * DAY);
    const { cookies } = await post();
    const until = new Date(Date.now() + 30 * DAY);
    expect(cookies.get(SESSION_COOKIE)).toMatchObject({ value: cookie, expires: until });
    const [stored] = await db.select().from(sessions).where(eq(sessions.userId, learner.userId));
    expect(stored?.expiresAt).toEqual(until);
  });
});

describe('a report costs', () => {
  const said: string[] = [];
  const heard = openDatabase(url, { max: 1, onStatement: (statement) => said.push(statement) });
  afterAll(() => heard.close());
  const costOf = async (given: object) => {
    // By it the driver learns the types of a new connection.
    await post(body(), { executor: heard.db });
    said.splice(0);
    expect((await post(body(given), { executor: heard.db })).status).toBe(200);
    return said.length;
  };

  test('exactly one statement, its session included', async () => {
    expect(await costOf({ ranges: [[10, 20]] })).toBe(1);
    expect(said[0]).toMatch(/^with "given"/);
  });

  test('one as well when it is repeated, and after the segment was covered', async () => {
    const own = randomUUID();
    await post(body({ event: own }));
    expect(await costOf({ event: own })).toBe(1);
    later(3_600_000);
    await post(body({ ranges: [[0, 120]] }));
    await post(body());
    expect(await costOf({ ranges: [[0, 120]] })).toBe(1);
  });

  test('a share of one when others come at the same moment', async () => {
    await costOf({});
    const values = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const { userId } = await insertUser(db);
        await insertEnrolment(db, userId, course.courseId);
        const { value } = await openSession(db, { userId, userAgent: 'test', now: new Date() });
        await readSession(db, value);
        return value;
      }),
    );
    said.splice(0);
    const sent = await Promise.all(values.map((value) => post(body(), { value, executor: heard.db })));
    expect(sent.map(({ status }) => status)).toEqual(values.map(() => 200));
    expect(said.length).toBeLessThanOrEqual(3);
  });
});
