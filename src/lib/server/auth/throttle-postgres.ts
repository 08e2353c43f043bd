import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { RateLimiterDrizzle, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '#lib/domain/errors.ts';
import type { Executor } from '../db/client.ts';
import { rateLimits } from '../db/schema/index.ts';
import type { Throttle, ThrottleName } from './throttle.ts';

const MINUTE_SECONDS = 60;

/** How many tries in how many seconds. A class of a hundred people may share one address. */
const BUDGETS: Record<ThrottleName, { points: number; duration: number }> = {
  'login-address': { points: 100, duration: 15 * MINUTE_SECONDS },
  'login-account': { points: 5, duration: 15 * MINUTE_SECONDS },
  register: { points: 200, duration: 60 * MINUTE_SECONDS },
  mail: { points: 5, duration: 60 * MINUTE_SECONDS },
  verify: { points: 60, duration: MINUTE_SECONDS },
};

/** Whatever was typed or sent becomes a key that Postgres takes and that names nobody. */
const keyOf = (text: string) => createHash('sha256').update(text, 'utf8').digest('base64url');

/** Counts tries in Postgres, for all instances together. When counting itself fails, people are let through and it is logged. */
export function createThrottle(db: Executor, log: Logger): Throttle {
  const limiters = Object.fromEntries(
    Object.entries(BUDGETS).map(([name, budget]) => [
      name,
      new RateLimiterDrizzle({
        storeClient: db,
        schema: rateLimits,
        keyPrefix: name,
        // One of them sweeps the old rows of all. Its timer is unreferenced: it keeps no process alive.
        clearExpiredByTimeout: name === 'verify',
        ...budget,
      }),
    ]),
  ) as Record<ThrottleName, RateLimiterDrizzle>;
  return {
    async consume(name, key) {
      try {
        await limiters[name].consume(keyOf(key));
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes)
          throw new AppError('too-many-requests', { retryAt: new Date(Date.now() + refusal.msBeforeNext) });
        log.error({ err: refusal, name }, 'throttling failed');
      }
    },
    giveBack: (name, key) => quietly(name, limiters[name].reward(keyOf(key), 1)),
    reset: (name, key) => quietly(name, limiters[name].delete(keyOf(key))),
  };

  async function quietly(name: ThrottleName, change: Promise<unknown>): Promise<void> {
    await change.catch((error: unknown) => log.error({ err: error, name }, 'throttling failed'));
  }
}
