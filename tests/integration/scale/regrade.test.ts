import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import pino from 'pino';
import { afterEach, expect, test, vi } from 'vitest';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import { createCourses } from '#lib/server/content/published-courses.ts';
import { questionRevisions, regrades } from '#lib/server/db/schema/index.ts';
import { createJobs } from '#lib/server/jobs/jobs.ts';
import { publishQuestions } from '#lib/server/services/questions/publish-questions.ts';
import { planRegrade } from '#lib/server/services/regrades/plan-regrade.ts';
import { startRegrade } from '#lib/server/services/regrades/start-regrade.ts';
import { inTransaction } from '#lib/server/context.ts';
import { testContext } from '../../support/context.ts';
import { freshDatabase } from '../../support/database.ts';
import { insertUser } from '../../support/factories/learning.ts';
import { ATTEMPTS, idOf, insertManyAttempts, LEARNERS } from '../../support/factories/many-attempts.ts';

/** A regrade of 10,000 attempts by real processes and the real queue, once in peace and once killed twice. */

const BETWEEN_REQUESTS_MILLISECONDS = 30;

const databases = [await freshDatabase(), await freshDatabase()] as const;
type Own = (typeof databases)[number];
const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** An instance of the product; how to ask it for a page, and how to kill it. */
async function startInstance({ url }: Own) {
  const child = spawn(process.execPath, [join('tests', 'support', 'regrade-instance.ts')], {
    env: { ...process.env, DATABASE_URL: url, PORT: '0', LOG_LEVEL: 'error', SMTP_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  const lines = createInterface({ input: child.stdout });
  const port = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    child.once('close', () => reject(new Error('The instance did not start.')));
  });
  return {
    async ask(): Promise<number> {
      const began = performance.now();
      const response = await fetch(`http://127.0.0.1:${port}/${idOf('learner1')}`);
      expect(response.status, await response.text()).toBe(200);
      return performance.now() - began;
    },
    async kill() {
      const closed = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGKILL');
      await closed;
      children.delete(child);
    },
  };
}

/** 10,000 attempts, and the question corrected from `b` to `a`. What an administrator does with it. */
async function prepare(own: Own) {
  const course = await insertManyAttempts(own.db);
  const courses = createCourses(own);
  const jobs = createJobs({ databaseUrl: own.url, log: pino({ level: 'silent' }) });
  const actor = await insertUser(own.db, { role: 'admin' });
  const ctx = testContext(own.db, { actor, courses, jobs, now: () => new Date() });
  const [old] = await own.db.select().from(questionRevisions).where(eq(questionRevisions.key, 'steel-q01'));
  const corrected = { ...old?.document, correctKey: 'a' } as QuestionDocument;
  const place = { course: course.document.slug, moduleKey: 'steel' };
  await inTransaction(ctx, (tx) => publishQuestions(tx, { ...place, questions: [corrected] }));
  await vi.waitUntil(async () => (await courses.list())[0]?.revisionNumber === 2, 10_000);
  const address = { course: place.course, key: 'steel-q01', policy: 'new-only' };
  return {
    plan: () => planRegrade(ctx, address),
    async start() {
      const { current } = await planRegrade(ctx, address);
      return startRegrade(ctx, { ...address, revision: current.id });
    },
    async close() {
      await jobs.stop();
      await courses.close();
    },
  };
}

const row = async ({ db }: Own) => (await db.select().from(regrades))[0];
const countLetters = async ({ sql }: Own) => Number((await sql`select count(*) from outbox`)[0]?.['count']);
const until = (own: Own, holds: (regrade: typeof regrades.$inferSelect) => boolean | Promise<boolean>) =>
  vi.waitUntil(
    async () => {
      const regrade = await row(own);
      return regrade !== undefined && holds(regrade);
    },
    { timeout: 300_000, interval: 20 },
  );

/** All that a regrade wrote, without the moments and the codes, which chance decides. */
async function outcome({ sql }: Own) {
  return {
    marks: await sql`select a.id, a.score, array_agg(q.points order by q.position) as points
      from attempts a join attempt_questions q on q.attempt_id = a.id group by a.id order by a.id`,
    changes: await sql`select attempt_id, position, points_before, points_after, score_before, score_after
      from regrade_changes order by attempt_id`,
    completions: await sql`select user_id, module_key from module_completions order by 1, 2`,
    certificates:
      await sql`select user_id, state, snapshot -> 'holder' as holder from certificates order by 1`,
    letters:
      await sql`select recipient, locale, subject, regexp_replace(body, 'verify/\\S+', 'verify') as body
      from outbox order by 1, 3`,
    regrades: await sql`select total, examined, changed, finished_at is not null as finished from regrades`,
    audit: await sql`select action, details from audit_entries order by action`,
  };
}

test(
  '10,000 attempts are marked again while the site answers; killed twice and begun again, the result is the same',
  { timeout: 600_000 },
  async ({ annotate }) => {
    const [peaceful, troubled] = databases;
    const [first, second] = await Promise.all([prepare(peaceful), prepare(troubled)]);

    let began = performance.now();
    const { counts: foretold } = await first.plan();
    const planSeconds = (performance.now() - began) / 1000;
    expect(foretold).toMatchObject({ examined: ATTEMPTS, changed: ATTEMPTS / 2 });

    const site = await startInstance(peaceful);
    const idle: number[] = [];
    for (let count = 0; count < 50; count++) idle.push(await site.ask());
    await first.start();
    await until(peaceful, ({ examined }) => examined > 0);
    began = performance.now();
    const busy: number[] = [];
    while (!(await row(peaceful))?.finishedAt) {
      busy.push(await site.ask());
      // Some thirty requests in a second: the test itself must leave room for what it measures.
      await pause(BETWEEN_REQUESTS_MILLISECONDS);
    }
    const seconds = (performance.now() - began) / 1000;
    await site.kill();

    await second.start();
    let instance = await startInstance(troubled);
    await until(troubled, ({ examined }) => examined >= ATTEMPTS / 2);
    await instance.kill();
    expect(await row(troubled)).toMatchObject({ finishedAt: null });
    expect((await row(troubled))?.examined).toBeLessThan(ATTEMPTS);
    instance = await startInstance(troubled);
    const certificateLetters = foretold.certificates;
    await until(troubled, async () => (await countLetters(troubled)) >= certificateLetters + LEARNERS / 4);
    await instance.kill();
    expect(await row(troubled)).toMatchObject({ examined: ATTEMPTS, finishedAt: null });
    instance = await startInstance(troubled);
    await until(troubled, ({ finishedAt }) => finishedAt !== null);
    await instance.kill();

    const [expected, found] = [await outcome(peaceful), await outcome(troubled)];
    for (const part of Object.keys(expected) as (keyof typeof expected)[])
      expect(found[part], part).toEqual(expected[part]);
    expect(expected.regrades).toEqual([
      { total: ATTEMPTS, examined: ATTEMPTS, changed: ATTEMPTS / 2, finished: true },
    ]);
    expect(expected.changes).toHaveLength(foretold.changed);
    expect(expected.certificates).toHaveLength(foretold.certificates);
    for (const count of ['passing', 'failing', 'modules', 'certificates'] as const)
      expect(foretold[count], count).toBeGreaterThan(100);

    const sorted = (times: number[]) => times.toSorted((a, b) => a - b);
    const at = (times: number[], share: number) => sorted(times)[Math.floor(share * (times.length - 1))] ?? 0;
    const told = (times: number[]) =>
      `median ${at(times, 0.5).toFixed(0)} ms, 95th ${at(times, 0.95).toFixed(0)} ms, slowest ${at(times, 1).toFixed(0)} ms`;
    await annotate(
      `dry run ${planSeconds.toFixed(1)} s; regrade ${seconds.toFixed(1)} s, ${busy.length} requests meanwhile: ${told(busy)} (before: ${told(idle)})`,
    );
    expect(busy.length).toBeGreaterThan(50);
    expect(at(busy, 0.95)).toBeLessThan(1_000);
    await Promise.all([first.close(), second.close()]);
  },
);
