import { sql } from 'drizzle-orm';
import { fromDrizzle, PgBoss, type QueueOptions } from 'pg-boss';
import type { Logger } from 'pino';
import type { JobName, Jobs } from './jobs.ts';

/** How each kind is repeated after a failure, when it comes by itself (cron, UTC), and how many are taken at once. */
const KINDS: Record<JobName, QueueOptions & { cron?: string; batchSize?: number }> = {
  // A mail server may be away for a day: a minute, two, four, ... at most an hour between tries.
  'deliver-letter': {
    retryLimit: 30,
    retryDelay: 60,
    retryBackoff: true,
    retryDelayMax: 3600,
    expireInSeconds: 120,
  },
  'discard-media': { retryLimit: 20, retryDelay: 60, retryBackoff: true, retryDelayMax: 3600 },
  // Each try goes on where the last one stopped; a killed instance is noticed after a minute without a sign.
  regrade: { retryLimit: 100, retryDelay: 5, expireInSeconds: 3600, heartbeatSeconds: 60 },
  // The same.
  'mail-announcement': { retryLimit: 100, retryDelay: 5, expireInSeconds: 3600, heartbeatSeconds: 60 },
  // Fifty learners may complete a course in the same minute; the press itself takes as many at once as there are cores.
  'press-issued': { retryLimit: 20, retryDelay: 5, retryBackoff: true, retryDelayMax: 3600, batchSize: 50 },
  'press-waiting': {
    cron: '53 2 * * *',
    retryLimit: 20,
    retryDelay: 60,
    retryBackoff: true,
    retryDelayMax: 3600,
    expireInSeconds: 3600,
    heartbeatSeconds: 60,
  },
  'sweep-sessions': { cron: '23 3 * * *', retryLimit: 3, retryDelay: 600 },
};

const STOP_MILLISECONDS = 10_000;

/**
 * Jobs in Postgres (pg-boss, schema `jobs`), shared by all instances. Nothing connects before the first job is enqueued or worked on.
 */
export function createJobs({ databaseUrl, log }: { databaseUrl: string; log: Logger }): Jobs {
  let opened: Promise<PgBoss> | undefined;
  /** A failed opening is forgotten, so that the next use tries again. */
  const boss = () => (opened ??= open(databaseUrl, log).catch(forget));
  const forget = (error: unknown): never => {
    opened = undefined;
    throw error;
  };
  return {
    async enqueue(ctx, name, data, { afterSeconds } = {}) {
      const startAfter = afterSeconds === undefined ? {} : { startAfter: afterSeconds };
      await (await boss()).send(name, data, { db: fromDrizzle(ctx.db, sql), ...startAfter });
    },
    async work(name, handler) {
      const running = await boss();
      const { cron, batchSize = 1 } = KINDS[name];
      if (cron) await running.schedule(name, cron);
      await running.work<Parameters<typeof handler>[0]>(name, { batchSize }, async (jobs) => {
        await Promise.all(jobs.map((job) => handler(job.data)));
      });
    },
    async stop() {
      const running = await opened?.catch(() => undefined);
      opened = undefined;
      await running?.stop({ graceful: true, timeout: STOP_MILLISECONDS });
    },
  };
}

async function open(connectionString: string, log: Logger): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString, schema: 'jobs', max: 2, application_name: 'pathways-jobs' });
  boss.on('error', (error) => log.error({ err: error }, 'job queue failed'));
  await boss.start();
  for (const [name, { cron: _cron, batchSize: _size, ...options }] of Object.entries(KINDS))
    await boss.createQueue(name, options);
  return boss;
}
