import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { routes } from '../../client/routes.ts';
import { SESSION_COOKIE, sessionHashOf } from '../../server/auth/sessions.ts';
import { cohorts, enrolments, sessions, users } from '../../server/db/schema/index.ts';
import { startBuilt } from '../built-server.ts';
import type { House } from '../house.ts';
import { say } from '../lines.ts';
import { memoryOf } from './memory-of.ts';
import type { WatchLoad, WatchLoadResult } from './watch-load.ts';

/** So many reports per second are to be taken. */
const RATE = 1_000;
/** A player reports every ten seconds: so many learners make that rate. */
const LEARNERS = RATE * 10;
const CONNECTIONS = 64;
const WARM_UP_SECONDS = 5;
const AT_RATE_SECONDS = 20;
const AS_FAST_AS_IT_GOES_SECONDS = 10;
const PORT = 43_117;
const DAY_MILLISECONDS = 86_400_000;
const SEEN_EVERY_MILLISECONDS = 5 * 60_000;

/**
 * How many watch reports the built product takes per second, by HTTP on this machine: the server, its Postgres and the players' program are
 * three processes. Prints times, failures, statements of Postgres per report, and the memory of the server.
 */
export async function measureWatchReports(house: House): Promise<void> {
  const { place, cookies } = await makeLearners(house);
  await house.platform.database.sql`create extension if not exists pg_stat_statements`;
  const server = await startBuilt({
    databaseUrl: house.config.databaseUrl ?? '',
    port: PORT,
    with: join(import.meta.dirname, 'tell-memory.ts'),
  });
  const players = fork(join(import.meta.dirname, 'watch-load.ts'));
  try {
    const load = (given: Pick<WatchLoad, 'seconds' | 'rate'>): WatchLoad => ({
      ...given,
      port: PORT,
      path: routes.watchReport(),
      cookies,
      place,
      lengthSeconds: 3_600,
      connections: CONNECTIONS,
    });
    const measured = async (title: string, given: Pick<WatchLoad, 'seconds' | 'rate'>) => {
      say(`${title}: ${inWords(await counted(house, server, () => play(players, load(given))))}`);
      say(`memory of the server then: ${await memoryOf(server)}`);
    };
    say(`memory of the server at start: ${await memoryOf(server)}`);
    await play(players, load({ seconds: WARM_UP_SECONDS, rate: RATE / 2 }));
    await measured(`${RATE}/s for ${AT_RATE_SECONDS} s`, { seconds: AT_RATE_SECONDS, rate: RATE });
    await measured(`as fast as it goes, ${CONNECTIONS} connections`, {
      seconds: AS_FAST_AS_IT_GOES_SECONDS,
      rate: null,
    });
  } finally {
    players.kill();
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
}

async function play(players: ChildProcess, load: WatchLoad): Promise<WatchLoadResult> {
  players.send(load);
  const [result] = (await once(players, 'message')) as [WatchLoadResult];
  return result;
}

interface Counted extends WatchLoadResult {
  /** Statements that Postgres executed, and how long it was at it. */
  statements: number;
  databaseMilliseconds: number;
  /** Processor time of the server: on a busy machine it says more than the rate. */
  processorMilliseconds: number;
}

async function counted(
  house: House,
  server: ChildProcess,
  work: () => Promise<WatchLoadResult>,
): Promise<Counted> {
  const { sql } = house.platform.database;
  await sql`select pg_stat_statements_reset()`;
  const before = await processorOf(server);
  const result = await work();
  const processorMilliseconds = (await processorOf(server)) - before;
  const [row] = await sql<Pick<Counted, 'statements' | 'databaseMilliseconds'>[]>`
    select sum(calls)::int as statements, sum(total_exec_time)::float8 as "databaseMilliseconds"
    from pg_stat_statements where query !~* 'pg_stat_statements'`;
  if (!row) throw new Error('Postgres counted nothing.');
  return { ...result, ...row, processorMilliseconds };
}

const inWords = (counted: Counted) => {
  const each = (value: number) => (value / counted.accepted).toFixed(2);
  return (
    `${(counted.accepted / counted.seconds).toFixed(0)} accepted per second, ${counted.failed} failed, ` +
    `median ${counted.medianMilliseconds.toFixed(1)} ms, 99th ${counted.p99Milliseconds.toFixed(1)} ms; per report ` +
    `${each(counted.statements)} statements, ${each(counted.databaseMilliseconds)} ms in Postgres, ` +
    `${each(counted.processorMilliseconds)} ms of the server's processor`
  );
};

/** Milliseconds of processor time so far, as Linux tells it (its clock ticks a hundred times a second). */
async function processorOf({ pid }: ChildProcess): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [user = Number.NaN, system = Number.NaN] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) * 10;
}

/** Learners of one cohort in the middle of a lecture, each logged in, last noted as being here at some moment of the last five minutes. */
async function makeLearners({ platform }: House) {
  const { db, sql } = platform.database;
  const now = Date.now();
  const [course] = await platform.contextFor({ actor: null, locale: 'en' }).courses.list();
  const module = course?.document.modules[0];
  const segment = module?.segments[0];
  if (!course || !module || !segment) throw new Error('No course is published.');
  const cohortId = uuidv7();
  await db.insert(cohorts).values({
    id: cohortId,
    courseId: course.courseId,
    name: 'Bench',
    joinCode: 'bench',
    createdAt: new Date(now),
  });
  const people = Array.from({ length: LEARNERS }, (_, index) => ({
    id: uuidv7(),
    session: randomBytes(20).toString('hex'),
    email: `bench${index}@example.org`,
    lastSeenAt: new Date(now - (index / LEARNERS) * SEEN_EVERY_MILLISECONDS),
  }));
  for (let from = 0; from < LEARNERS; from += 1_000) {
    const some = people.slice(from, from + 1_000);
    await db.insert(users).values(
      some.map(({ id, email, lastSeenAt }) => ({
        id,
        email,
        lastSeenAt,
        passwordHash: 'none',
        nameNative: 'Bench',
        nameLatin: 'Bench',
        createdAt: new Date(now),
      })),
    );
    await db.insert(sessions).values(
      some.map(({ id, session }) => ({
        tokenHash: sessionHashOf(session) ?? '',
        userId: id,
        createdAt: new Date(now),
        expiresAt: new Date(now + 30 * DAY_MILLISECONDS),
        userAgent: 'bench',
      })),
    );
    await db.insert(enrolments).values(
      some.map(({ id }) => ({
        userId: id,
        courseId: course.courseId,
        cohortId,
        enrolledAt: new Date(now),
        lastActiveAt: new Date(now - 3_600_000),
      })),
    );
  }
  // Not the table of evidence: an empty one that was counted is believed to stay empty.
  await sql`analyze users, sessions, enrolments`;
  return {
    place: { course: course.document.slug, module: module.key, segment: segment.key },
    cookies: people.map(({ session }) => `${SESSION_COOKIE}=${session}`),
  };
}
