import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSession, readSession } from '#lib/server/auth/sessions.ts';
import { createThrottle } from '#lib/server/auth/throttle-postgres.ts';
import { openDatabase, type Executor } from '#lib/server/db/client.ts';
import { findRecord } from '#lib/server/services/certificates/find-record.ts';
import { listCertificates } from '#lib/server/services/certificates/list-certificates.ts';
import { verifyCertificate } from '#lib/server/services/certificates/verify-certificate.ts';
import { openModule } from '#lib/server/services/learning/open-module.ts';
import { viewModuleFigures } from '#lib/server/services/analysis/view-module-figures.ts';
import { visitModule } from '#lib/server/services/learning/visit-module.ts';
import { viewCourseProgress } from '#lib/server/services/learning/view-course-progress.ts';
import { viewDashboard } from '#lib/server/services/learning/view-dashboard.ts';
import { viewQuestion } from '#lib/server/services/questions/view-question.ts';
import { handInPractice } from '#lib/server/services/quizzes/hand-in-practice.ts';
import { listPractices } from '#lib/server/services/quizzes/list-practices.ts';
import { quizOverview } from '#lib/server/services/quizzes/quiz-overview.ts';
import { startPractice } from '#lib/server/services/quizzes/start-practice.ts';
import { submitAttempt } from '#lib/server/services/quizzes/submit-attempt.ts';
import { viewAttempt } from '#lib/server/services/quizzes/view-attempt.ts';
import { viewPractice } from '#lib/server/services/quizzes/view-practice.ts';
import { freshDatabase } from '../support/database.ts';
import { testContext } from '../support/context.ts';
import { insertCertificate } from '../support/factories/certificates.ts';
import { insertUser } from '../support/factories/learning.ts';
import { quizWorld, type QuizWorld } from '../support/factories/quizzes.ts';

/** What a signed-in page asks of Postgres: the session and what its service reads. Published content comes from memory. */

const BUDGET = 3;

const { db, url } = await freshDatabase();
const said: string[] = [];
const watched = openDatabase(url, { max: 2, onStatement: (statement) => said.push(statement) });
let world: QuizWorld;
let session: string;

beforeAll(async () => {
  world = await quizWorld(db);
  session = (await openSession(db, { userId: world.learner.userId, userAgent: 'test', now: new Date() }))
    .value;
  // The first look of a session notes that somebody was seen.
  await readSession(db, session);
});
beforeEach(() => said.splice(0));

const as = (executor: Executor) => testContext(executor, { ...world.as(), db: executor });

/** Statements of a page, without those by which the driver learns the types of a new connection. */
async function costOf(page: (ctx: ReturnType<typeof as>) => Promise<unknown>): Promise<string[]> {
  await page(as(watched.db));
  said.splice(0);
  await readSession(watched.db, session);
  await page(as(watched.db));
  return [...said];
}

/** At least the session and one more, or nothing was heard. */
function expectWithinBudget(cost: readonly string[], budget = BUDGET): void {
  expect(cost.length).toBeGreaterThan(1);
  expect(cost.length, cost.join('\n')).toBeLessThanOrEqual(budget);
}

describe(`a signed-in page spends at most ${BUDGET} statements`, () => {
  test('the dashboard', async () => {
    expectWithinBudget(await costOf(viewDashboard));
  });

  test('the course', async () => {
    const cost = await costOf((ctx) => viewCourseProgress(ctx, world.place));
    expectWithinBudget(cost);
  });

  test('the module, where the visit is noted too', async () => {
    const cost = await costOf(async (ctx) => {
      await openModule(ctx, world.place);
      await visitModule(ctx, world.place);
    });
    expectWithinBudget(cost);
  });

  test('the quiz, the open attempt and its review', async () => {
    expectWithinBudget(await costOf((ctx) => quizOverview(ctx, world.place)));
    const attempt = { ...world.place, attemptId: await world.start() };
    expectWithinBudget(await costOf((ctx) => viewAttempt(ctx, attempt)));
    await submitAttempt(world.as(), { ...attempt, answers: new Map() });
    expectWithinBudget(await costOf((ctx) => viewAttempt(ctx, attempt)));
  });

  test('the practices, the open one and its review', async () => {
    const practice = { ...world.place, ...(await startPractice(world.as(), world.place)) };
    expectWithinBudget(await costOf((ctx) => listPractices(ctx, world.place)));
    expectWithinBudget(await costOf((ctx) => viewPractice(ctx, practice)));
    await handInPractice(world.as(), { ...practice, answers: {} });
    expectWithinBudget(await costOf((ctx) => viewPractice(ctx, practice)));
  });

  test('the certificates', async () => {
    expectWithinBudget(await costOf(listCertificates));
  });

  test('the public page of a certificate, its throttle included', async () => {
    const code = await insertCertificate(db, world.course, { userId: world.learner.userId, number: 9 });
    const asked = { code, address: '203.0.113.7' };
    const throttled = (ctx: ReturnType<typeof as>) => ({ ...ctx, throttle: createThrottle(ctx.db, ctx.log) });
    expectWithinBudget(await costOf((ctx) => verifyCertificate(throttled(ctx), asked)));
    // What a program asks has no session; the keys come with it.
    expectWithinBudget(await costOf((ctx) => findRecord(throttled(ctx), asked)), BUDGET + 1);
  });

  test('a question, for its staff', async () => {
    const admin = await insertUser(db, { role: 'admin' });
    const question = { course: world.place.course, key: 'steel-q01' };
    // Its figures are counted beside its revisions and its regrades.
    expectWithinBudget(await costOf((ctx) => viewQuestion({ ...ctx, actor: admin }, question)), 5);
  });

  test('the figures of a quiz', async () => {
    const admin = await insertUser(db, { role: 'admin' });
    const question = { ...world.place, cohort: null, attempts: null };
    expectWithinBudget(await costOf((ctx) => viewModuleFigures({ ...ctx, actor: admin }, question)));
  });
});
