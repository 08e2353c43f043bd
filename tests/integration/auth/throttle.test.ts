import pino from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { createThrottle } from '#lib/server/auth/throttle-postgres.ts';
import type { Throttle, ThrottleName } from '#lib/server/auth/throttle.ts';
import { openDatabase } from '#lib/server/db/client.ts';
import { rateLimits } from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../../support/database.ts';

const { db, sql } = await freshDatabase();
const log = pino({ level: 'silent' });
let throttle: Throttle;

beforeEach(async () => {
  await db.delete(rateLimits);
  throttle = createThrottle(db, log);
});

const spend = async (times: number, name: ThrottleName, key: string) => {
  for (let time = 0; time < times; time++) await throttle.consume(name, key);
};

describe.each<[ThrottleName, number, number]>([
  ['login-account', 5, 15 * 60],
  ['login-address', 100, 15 * 60],
  ['register', 200, 60 * 60],
  ['mail', 5, 60 * 60],
  ['verify', 60, 60],
])('%s', (name, points, seconds) => {
  test(`allows ${points} tries and then says when again`, async () => {
    await spend(points, name, 'one');
    const refusal = await throttle.consume(name, 'one').catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'too-many-requests', status: 429 });
    const wait = ((refusal as { details: { retryAt: Date } }).details.retryAt.getTime() - Date.now()) / 1000;
    expect(wait).toBeGreaterThan(seconds - 30);
    expect(wait).toBeLessThanOrEqual(seconds);
  });
});

test('each key has its own budget, and each name', async () => {
  await spend(5, 'login-account', 'one');
  await throttle.consume('login-account', 'two');
  await throttle.consume('mail', 'one');
  await expect(throttle.consume('login-account', 'one')).rejects.toMatchObject({ code: 'too-many-requests' });
});

test('a success gives the budget back', async () => {
  await spend(5, 'login-account', 'one');
  await throttle.reset('login-account', 'one');
  await throttle.consume('login-account', 'one');
});

test('one try is taken back, and no more', async () => {
  await spend(5, 'login-account', 'one');
  await throttle.giveBack('login-account', 'one');
  await throttle.consume('login-account', 'one');
  await expect(throttle.consume('login-account', 'one')).rejects.toMatchObject({ code: 'too-many-requests' });
});

test('two instances count together, also at the same moment', async () => {
  const other = createThrottle(db, log);
  const tries = await Promise.allSettled(
    Array.from({ length: 12 }, (_, index) => (index % 2 ? other : throttle).consume('mail', 'one')),
  );
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
});

test('keys name nobody in the table and take any text', async () => {
  await throttle.consume('login-account', 'sara@example.org');
  await throttle.consume('login-account', 'with\0nul');
  const stored = await sql`select key from rate_limits`;
  expect(stored).toHaveLength(2);
  expect(JSON.stringify(stored)).not.toContain('sara');
});

test('people are let through where counting fails', async () => {
  const broken = openDatabase('postgres://nobody@127.0.0.1:1/nothing', { max: 1 });
  const lenient = createThrottle(broken.db, log);
  await expect(lenient.consume('login-account', 'one')).resolves.toBeUndefined();
  await expect(lenient.giveBack('login-account', 'one')).resolves.toBeUndefined();
  await expect(lenient.reset('login-account', 'one')).resolves.toBeUndefined();
  await broken.close();
});
