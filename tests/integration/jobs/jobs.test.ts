import pino from 'pino';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { accountTokens, sessions } from '#lib/server/db/schema/index.ts';
import { openSession } from '#lib/server/auth/sessions.ts';
import { createMemoryJobs } from '#lib/server/jobs/jobs-memory.ts';
import { createJobs } from '#lib/server/jobs/jobs.ts';
import { startJobs } from '#lib/server/jobs/start-jobs.ts';
import { inTransaction } from '#lib/server/context.ts';
import { testContext } from '../../support/context.ts';
import { freshDatabase } from '../../support/database.ts';
import { insertUser } from '../../support/factories/learning.ts';

const { db, sql, url } = await freshDatabase();
const log = pino({ level: 'silent' });
const jobs = createJobs({ databaseUrl: url, log });
const second = createJobs({ databaseUrl: url, log });
afterAll(async () => {
  await Promise.all([jobs.stop(), second.stop()]);
});

const waiting = async () =>
  (await sql<{ data: { letterId: string } }[]>`select data from jobs.job where name = 'deliver-letter'`).map(
    ({ data }) => data.letterId,
  );

describe('a job', () => {
  test('exists exactly when the change that causes it does', async () => {
    const ctx = testContext(db);
    await inTransaction(ctx, async (tx) => {
      await jobs.enqueue(tx, 'deliver-letter', { letterId: 'kept' });
      expect((await sql`select 1 from jobs.job where name = 'deliver-letter'`).length).toBe(0);
    });
    const undone = inTransaction(ctx, async (tx) => {
      await jobs.enqueue(tx, 'deliver-letter', { letterId: 'undone' });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await waiting()).toEqual(['kept']);
  });

  test('is done once by one of two instances, with its data as it was', async () => {
    const done: string[] = [];
    for (const instance of [jobs, second])
      await instance.work('deliver-letter', ({ letterId }) => {
        done.push(letterId);
        return Promise.resolve();
      });
    const letters = ['kept', ...Array.from({ length: 5 }, (_, index) => `نامه "${index}" \\`)];
    for (const letterId of letters.slice(1))
      await inTransaction(testContext(db), (tx) => second.enqueue(tx, 'deliver-letter', { letterId }));
    await vi.waitFor(() => expect(done.length).toBeGreaterThanOrEqual(letters.length), 20_000);
    expect(done.sort()).toEqual([...letters].sort());
  });
});

test('nothing connects before the first job, and stopping then is nothing', async () => {
  const idle = createJobs({ databaseUrl: 'postgres://nobody@127.0.0.1:1/nothing', log });
  await idle.stop();
});

test('a queue that could not be opened is opened at the next try', async () => {
  const broken = createJobs({ databaseUrl: 'postgres://nobody@127.0.0.1:1/nothing', log });
  const enqueue = () => broken.enqueue(testContext(db), 'deliver-letter', { letterId: 'x' });
  await expect(enqueue()).rejects.toThrow();
  await expect(enqueue()).rejects.toThrow();
  await broken.stop();
});

test('the daily sweep deletes what has expired and nothing else', async () => {
  const { userId } = await insertUser(db);
  const now = Date.now();
  const DAY = 86_400_000;
  await openSession(db, { userId, userAgent: 'live', now: new Date() });
  const session = { userId, createdAt: new Date(now - DAY), expiresAt: new Date(now + DAY) };
  await db.insert(sessions).values([
    { ...session, tokenHash: 'idle', expiresAt: new Date(now - 1000) },
    { ...session, tokenHash: 'aged', createdAt: new Date(now - 91 * DAY) },
  ]);
  const link = { purpose: 'reset-password' as const, userId, createdAt: new Date(now - 40 * DAY) };
  await db.insert(accountTokens).values([
    { ...link, tokenHash: 'old', expiresAt: new Date(now - 31 * DAY) },
    { ...link, tokenHash: 'recent', expiresAt: new Date(now - 29 * DAY) },
  ]);
  const memory = createMemoryJobs();
  await startJobs({ jobs: memory, db, config: { smtpUrl: null, mailFrom: '' } });
  await memory.enqueue({ db }, 'sweep-sessions', {});
  await memory.runAll();
  expect((await db.select().from(sessions)).map(({ userAgent }) => userAgent)).toEqual(['live']);
  expect((await db.select().from(accountTokens)).map(({ tokenHash }) => tokenHash)).toEqual(['recent']);
});

test('the sweep comes by itself every day', async () => {
  await jobs.work('sweep-sessions', () => Promise.resolve());
  expect(await sql`select name, cron from jobs.schedule`).toMatchObject([
    { name: 'sweep-sessions', cron: '23 3 * * *' },
  ]);
});
