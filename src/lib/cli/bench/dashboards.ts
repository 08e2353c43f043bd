import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { v7 as uuidv7 } from 'uuid';
import type { Ctx } from '../../server/context.ts';
import { openDatabase } from '../../server/db/client.ts';
import { cohortInstructors, cohorts, moduleDeadlines, users } from '../../server/db/schema/index.ts';
import { root } from '../folders.ts';
import type { House } from '../house.ts';
import { say } from '../lines.ts';
import { measureExports } from './exports.ts';
import { addLearners, countEverybody, type Crowd } from './many-learners.ts';
import { screensOf, type Screen } from './screens.ts';

const SIZES = [1_000, 100_000, 1_000_000];
const ROUNDS = 60;
/** The first page at the largest size may cost so many times what it costs at the smallest. */
const MOST = 2;

/**
 * What the screens of staff cost with 1,000, 100,000 and 1,000,000 learners in one cohort: each screen's service against Postgres, some sixty
 * times; then every statement's plan, kept beside the table, with the pages of 8 kB that it looked at: they do not depend on what else the machine does. Then the
 * learners are taken along as files. Prints which screens cost more than twice as much at the largest size. `sizes` from the command line, for a
 * smaller try.
 */
export async function measureDashboards(house: House): Promise<void> {
  const sizes = process.argv
    .slice(3)
    .map(Number)
    .filter((size) => size > 0);
  const crowd = await openCohort(house);
  const costs = new Map<string, { median: number; pages: number }[]>();
  let have = 0;
  for (const size of sizes.length > 0 ? sizes : SIZES) {
    const started = performance.now();
    await addLearners(crowd, have, size);
    await countEverybody(crowd);
    have = size;
    say(`${size} learners, seeded and counted in ${Math.round((performance.now() - started) / 1000)} s`);
    const screens = await screensOf(crowd);
    const plans: string[] = [];
    for (const screen of screens) {
      const [median, worst] = await timesOf(screen, house);
      const plan = await plansOf(screen, house);
      const pages = pagesIn(plan);
      costs.set(screen.name, [...(costs.get(screen.name) ?? []), { median, pages }]);
      say(
        `  ${screen.name.padEnd(34)} median ${median.toFixed(1)} ms, 99th percentile ${worst.toFixed(1)} ms, ${pages} pages`,
      );
      plans.push(`=== ${screen.name}\n\n${plan.join('\n\n')}\n`);
    }
    await keep(size, plans);
  }
  await measureExports(house, crowd);
  for (const [name, sizesOf] of costs) {
    const ratio = (of: 'median' | 'pages') => (sizesOf.at(-1)?.[of] ?? 0) / (sizesOf[0]?.[of] ?? 1);
    const much = ratio('median') > MOST ? `  more than ${MOST}` : '';
    say(
      `${name.padEnd(36)} x ${ratio('median').toFixed(2)} time, x ${ratio('pages').toFixed(2)} pages${much}`,
    );
  }
}

async function openCohort(house: House): Promise<Crowd & { actorId: string }> {
  const { db } = house.platform.database;
  const [course] = await house.platform.contextFor({ actor: null, locale: 'en' }).courses.list();
  if (!course) throw new Error('No course is published.');
  const [cohortId, actorId, now] = [uuidv7(), uuidv7(), new Date()];
  const name = 'Instructor';
  await db.insert(users).values({
    id: actorId,
    email: 'instructor@example.org',
    passwordHash: 'none',
    nameNative: name,
    nameLatin: name,
    role: 'instructor',
    createdAt: now,
  });
  await db.insert(cohorts).values({
    id: cohortId,
    courseId: course.courseId,
    name: 'Everybody',
    joinCode: 'bench',
    createdAt: now,
  });
  await db.insert(cohortInstructors).values({ cohortId, userId: actorId });
  const dueOn = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  await db.insert(moduleDeadlines).values(
    course.document.modules.map(({ key }, index) => ({
      cohortId,
      moduleKey: key,
      dueOn: dueOn(index * 20 - 30),
    })),
  );
  return { house, course, cohortId, actorId };
}

const contextOf = (house: House, screen: Screen): Ctx =>
  house.platform.contextFor({ actor: { userId: screen.actorId, role: 'instructor' }, locale: 'en' });

/** Median and 99th percentile in milliseconds. */
async function timesOf(screen: Screen, house: House): Promise<[number, number]> {
  const ctx = contextOf(house, screen);
  for (let round = 0; round < 5; round++) await screen.open(ctx);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS && times.reduce((sum, time) => sum + time, 0) < 20_000; round++) {
    const started = performance.now();
    await screen.open(ctx);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return [at(0.5), at(0.99)];
}

/** How Postgres goes about each statement of the screen. */
async function plansOf(screen: Screen, house: House): Promise<string[]> {
  const said: { statement: string; parameters: unknown[] }[] = [];
  const url = house.config.databaseUrl ?? '';
  const heard = openDatabase(url, {
    max: 1,
    onStatement: (statement, parameters) => said.push({ statement, parameters: [...parameters] }),
  });
  try {
    await screen.open({ ...contextOf(house, screen), db: heard.db });
  } finally {
    await heard.close();
  }
  const texts: string[] = [];
  for (const { statement, parameters } of said.filter(({ statement: text }) =>
    /^\s*(?:with|select)\b(?!.*pg_catalog)/is.test(text),
  )) {
    const rows = await house.platform.database.sql.unsafe(
      `explain (analyze, buffers) ${statement}`,
      parameters as string[],
    );
    texts.push(rows.map((row) => String(row['QUERY PLAN'])).join('\n'));
  }
  return texts;
}

/** Of each plan its first line of buffers: it holds what is below. */
const pagesIn = (plans: readonly string[]) =>
  plans.reduce((all, plan) => {
    const [, hit, read] = /Buffers: shared(?: hit=(\d+))?(?: read=(\d+))?/.exec(plan) ?? [];
    return all + Number(hit ?? 0) + Number(read ?? 0);
  }, 0);

async function keep(size: number, plans: readonly string[]): Promise<void> {
  const folder = join(root, 'test-results', 'bench');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `dashboards-${size}.txt`);
  await writeFile(file, plans.join('\n'));
  say(`  plans: ${file}`);
}
