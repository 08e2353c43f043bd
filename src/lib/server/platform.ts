import pino from 'pino';
import { createThrottle } from './auth/throttle-postgres.ts';
import { createIssuer } from './certificates/issuer.ts';
import { readConfig, type Config } from './config.ts';
import { createCourses } from './content/published-courses.ts';
import { cryptoRandom, type Ctx } from './context.ts';
import { openDatabase, type Database } from './db/client.ts';
import { createJobs, type Jobs } from './jobs/jobs.ts';
import { createMail } from './mail/outbox.ts';
import { openStorage } from './storage/open-storage.ts';

/** The long-lived parts of one process: opened once, shared by every request, closed at the end. */
export interface Platform {
  config: Config;
  database: Database;
  jobs: Jobs;
  /** A context for somebody (or nobody) in a language; the real clock and real chance. */
  contextFor(given: Pick<Ctx, 'actor' | 'locale'>): Ctx;
  close(): Promise<void>;
}

/** Opens the database pool, the course memory, the job queue and the mail. Throws `ConfigError` for a bad variable. */
export async function openPlatform(config: Config = readConfig()): Promise<Platform> {
  if (!config.databaseUrl) throw new Error('DATABASE_URL is not set; `npm start` and `npm run dev` set it.');
  const log = pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  const database = openDatabase(config.databaseUrl);
  const courses = createCourses(database);
  const jobs = createJobs({ databaseUrl: config.databaseUrl, log });
  const mail = createMail(config.smtpUrl ? jobs : null);
  const storage = await openStorage(config, () => new Date());
  const issuer = createIssuer({
    db: database.db,
    config,
    now: () => new Date(),
    random: cryptoRandom,
  });
  const throttle = createThrottle(database.db, log);
  return {
    config,
    database,
    jobs,
    contextFor: ({ actor, locale }) => ({
      db: database.db,
      actor,
      now: () => new Date(),
      random: cryptoRandom,
      locale,
      courses,
      issuer,
      mail,
      jobs,
      throttle,
      storage,
      log,
      origin: config.origin,
    }),
    async close() {
      await jobs.stop();
      await courses.close();
      await database.close();
    },
  };
}
