import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Logger } from 'pino';
import { AppError } from '#lib/domain/errors.ts';
import { isAllowed, type Action, type Actor, type Resource } from '#lib/domain/permissions.ts';
import type { Issuer } from './certificates/issuer.ts';
import type { Courses } from './content/courses.ts';
import type { Executor } from './db/client.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Mail } from './mail/mail.ts';
import type { Throttle } from './auth/throttle.ts';
import type { ObjectStorage } from './storage/storage.ts';

/** Chance. `bytes(n)` is cryptographic in the product and seeded in the demo and in tests. */
export interface Random {
  bytes(length: number): Uint8Array;
}

/**
 * What a service may touch: the only source of clock, chance, database and outside world. Made per request by hooks.server.ts,
 * by the command line and by tests.
 */
export interface Ctx {
  db: Executor;
  /** Null: nobody is logged in. */
  actor: Actor | null;
  now(): Date;
  random: Random;
  locale: string;
  /** Published courses, from memory. */
  courses: Courses;
  /** Signs what is issued. */
  issuer: Issuer;
  mail: Mail;
  jobs: Pick<Jobs, 'enqueue'>;
  throttle: Throttle;
  /** Large bytes: what staff upload of recordings. */
  storage: ObjectStorage;
  log: Logger;
  /** What links begin with, without a final slash. */
  origin: string;
}

export const cryptoRandom: Random = { bytes: (length) => new Uint8Array(randomBytes(length)) };

/** A time-ordered id (UUID v7) from the context's clock and chance. */
export function newId(ctx: Pick<Ctx, 'now' | 'random'>): string {
  return uuidv7({ msecs: ctx.now().getTime(), random: ctx.random.bytes(16) });
}

/** The actor, or `login-required`. */
export function requireActor(ctx: Ctx): Actor {
  if (!ctx.actor) throw new AppError('login-required');
  return ctx.actor;
}

/**
 * The guard that begins every service: returns the actor, or throws `login-required` for nobody and `not-found` for
 * somebody who may not, so that a forbidden row and a missing row look the same.
 */
export function authorize(ctx: Ctx, action: Action, resource?: Resource): Actor {
  const actor = requireActor(ctx);
  if (!isAllowed(actor, action, resource ?? { ownerId: actor.userId })) throw new AppError('not-found');
  return actor;
}

/** Runs `work` in one transaction; the context it gets uses that transaction. */
export function inTransaction<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return ctx.db.transaction((tx) => work({ ...ctx, db: tx }));
}
