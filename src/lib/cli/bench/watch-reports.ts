import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { routes } from '../../client/routes.ts';
import { SESSION_COOKIE, sessionHashOf } from '../../server/auth/sessions.ts';
import { enrolments, sessions, users } from '../../server/db/schema/index.ts';
import { startBuilt } from '../built-server.ts';
import type { House } from '../house.ts';
import { say } from '../lines.ts';
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
  const server = await startBuilt({ databaseUrl: house.config.databaseUrl ?? '', port: PORT });
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
    say(`memory of the server at start: ${await memoryOf(server)}`);
    await play(players, load({ seconds: WARM_UP_SECONDS, rate: RATE / 2 }));
    const fixed = await counted(house, () => play(players, load({ seconds: AT_RATE_SECONDS, rate: RATE })));
    say(`${RATE}/s for ${AT_RATE_SECONDS} s: ${inWords(fixed)}`);
    const most = await counted(house, () =>
      play(players, load({ seconds: AS_FAST_AS_IT_GOES_SECONDS, rate: null })),
    );
    say(`as fast as it goes, ${CONNECTIONS} connections: ${inWords(most)}`);
    say(`memory of the server at the end: ${await memoryOf(server)}`);
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

/** With how many statements Postgres executed meanwhile. */
async function counted(house: House, work: () => Promise<WatchLoadResult>) {
  const { sql } = house.platform.database;
  await sql`select pg_stat_statements_reset()`;
  const result = await work();
  const [row] = await sql<{ statements: number }[]>`
    select sum(calls)::int as statements from pg_stat_statements where query !~* 'pg_stat_statements'`;
  return { ...result, statements: row?.statements ?? 0 };
}

const inWords = ({
  accepted,
  failed,
  seconds,
  medianMilliseconds,
  p99Milliseconds,
  statements,
}: WatchLoadResult & { statements: number }) =>
  `${(accepted / seconds).toFixed(0)} accepted per second, ${failed} failed, median ${medianMilliseconds.toFixed(1)} ms, ` +
  `99th ${p99Milliseconds.toFixed(1)} ms, ${(statements / accepted).toFixed(2)} statements per report`;

/** As Linux tells it: now and at most. */
async function memoryOf({ pid }: ChildProcess): Promise<string> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const megabytes = (name: string) => {
    const kilobytes = new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1];
    return kilobytes ? `${Math.round(Number(kilobytes) / 1024)} MB` : 'unknown';
  };
  return `${megabytes('VmRSS')} (at most ${megabytes('VmHWM')})`;
}

/** Learners in the middle of a lecture, each logged in, last noted as being here at some moment of the last five minutes. */
async function makeLearners({ platform }: House) {
  const { db, sql } = platform.database;
  const now = Date.now();
  const [course] = await platform.contextFor({ actor: null, locale: 'en' }).courses.list();
  const module = course?.document.modules[0];
  const segment = module?.segments[0];
  if (!course || !module || !segment) throw new Error('No course is published.');
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
        enrolledAt: new Date(now),
        lastActiveAt: new Date(now - 3_600_000),
      })),
    );
  }
  await sql`analyze`;
  return {
    place: { course: course.document.slug, module: module.key, segment: segment.key },
    cookies: people.map(({ session }) => `${SESSION_COOKIE}=${session}`),
  };
}
