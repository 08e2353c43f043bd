import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { attempts, practices, sectionReads, segmentEvidence } from '#lib/server/db/schema/index.ts';
import { viewDashboard } from '#lib/server/services/learning/view-dashboard.ts';
import { viewModuleFigures } from '#lib/server/services/analysis/view-module-figures.ts';
import { handInPractice } from '#lib/server/services/quizzes/hand-in-practice.ts';
import { listPractices } from '#lib/server/services/quizzes/list-practices.ts';
import { quizOverview } from '#lib/server/services/quizzes/quiz-overview.ts';
import { startAttempt } from '#lib/server/services/quizzes/start-attempt.ts';
import { startPractice } from '#lib/server/services/quizzes/start-practice.ts';
import { viewPractice } from '#lib/server/services/quizzes/view-practice.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertEnrolment, insertUser } from '../../../support/factories/learning.ts';
import { quizWorld, type QuizWorld, type StoredQuestion } from '../../../support/factories/quizzes.ts';

const { db } = await freshDatabase();
let world: QuizWorld;

beforeEach(async () => {
  world = await quizWorld(db);
});

const start = async (actor?: Actor) => (await startPractice(world.as(actor), world.place)).practiceId;
const stored = async (id: string) => {
  const [row] = await db.select().from(practices).where(eq(practices.id, id));
  if (!row) throw new Error(`No practice ${id}`);
  return row;
};
const view = (practiceId: string, actor?: Actor) =>
  viewPractice(world.as(actor), { ...world.place, practiceId });
const handIn = (practiceId: string, answers: Record<string, unknown>, actor?: Actor) =>
  handInPractice(world.as(actor), { practiceId, answers });

/** Right answers to the first so many questions that are asked. */
async function rightAnswers(practiceId: string, count = 99): Promise<Record<string, unknown>> {
  const { asked } = await stored(practiceId);
  return Object.fromEntries(
    asked
      .slice(0, count)
      .map(({ key, revisionId }) => [
        key,
        world.rightAnswer({ questionKey: key, questionRevisionId: revisionId } as StoredQuestion),
      ]),
  );
}

describe('starting a practice', () => {
  test('draws as many questions as an attempt and pins them to their revisions', async () => {
    const practice = await stored(await start());
    expect(practice.asked).toHaveLength(5);
    for (const { key, revisionId } of practice.asked) expect(world.questions.get(revisionId)?.key).toBe(key);
    expect(practice).toMatchObject({ userId: world.learner.userId, handedInAt: null, answers: null });
  });

  test('takes up the one that is open, however often and in parallel', async () => {
    const ids = await Promise.all([start(), start(), start()]);
    expect(new Set(ids).size).toBe(1);
    await handIn(ids[0] ?? '', {});
    expect(await start()).not.toBe(ids[0]);
  });

  test('is for enrolled learners, of a module that is there', async () => {
    const stranger = await insertUser(db);
    await expect(start(stranger)).rejects.toMatchObject({ code: 'not-found' });
    await expect(startPractice(world.as(null), world.place)).rejects.toMatchObject({
      code: 'login-required',
    });
    const nowhere = { ...world.place, module: 'nowhere' };
    await expect(startPractice(world.as(), nowhere)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('an open practice', () => {
  test('shows its questions without key, score or explanation, the same at every look', async () => {
    const id = await start();
    const { course: _course, module: _module, ...seen } = await view(id);
    const text = JSON.stringify(seen);
    for (const hidden of ['correct', 'xplanation', 'factor', 'tolerance', 'score', 'percent', 'steel-01'])
      expect(text).not.toContain(hidden);
    expect(text).not.toMatch(/"(answer|value)":/);
    const { course: _again, module: _also, ...second } = await view(id);
    expect(second).toEqual(seen);
  });

  test("somebody else's does not exist, nor does one under another module's address", async () => {
    const id = await start();
    const other = await insertUser(db);
    await insertEnrolment(db, other.userId, world.course.courseId);
    for (const practiceId of [id, 'no-id', '019c0000-0000-7000-8000-000000000001'])
      await expect(view(practiceId, other)).rejects.toMatchObject({ code: 'not-found' });
    await expect(handIn(id, {}, other)).rejects.toMatchObject({ code: 'not-found' });
    const elsewhere = { ...world.place, module: 'cement', practiceId: id };
    await expect(viewPractice(world.as(), elsewhere)).rejects.toMatchObject({ code: 'not-found' });
    expect((await stored(id)).handedInAt).toBeNull();
  });
});

describe('handing a practice in', () => {
  test('grades it at once and shows what was right and why', async () => {
    const id = await start();
    await handIn(id, await rightAnswers(id, 4));
    const seen = await view(id);
    expect(seen).toMatchObject({ phase: 'handed-in', percent: 80, score: 4, maxScore: 5, hidden: null });
    if (seen.phase !== 'handed-in') throw new Error('open');
    expect(seen.questions.map(({ points }) => points)).toEqual([1, 1, 1, 1, 0]);
    for (const question of seen.questions) expect(question.explanation).toMatch(/^Explanation/);
  });

  test('again, with the same answers or others, changes nothing and answers the same', async () => {
    const id = await start();
    const answers = await rightAnswers(id);
    const first = await handIn(id, answers);
    const row = await stored(id);
    world.clock.advance(60);
    expect(await handIn(id, answers)).toEqual(first);
    expect(await handIn(id, {})).toEqual(first);
    await Promise.all([handIn(id, answers), handIn(id, {})]);
    expect(await stored(id)).toEqual(row);
  });

  test('keeps nothing of questions that were not asked, and refuses what is no answer', async () => {
    const id = await start();
    const [first] = (await stored(id)).asked;
    await expect(handIn(id, { [first?.key ?? '']: 'x'.repeat(20_000) })).rejects.toMatchObject({
      code: 'too-large',
    });
    expect((await stored(id)).handedInAt).toBeNull();
    await handIn(id, { [first?.key ?? '']: 'a', 'another-question': 'a', constructor: 'a' });
    expect((await stored(id)).answers).toEqual({ [first?.key ?? '']: 'a' });
  });
});

describe('where right answers would help to marks', () => {
  test('a course with limited attempts shows the score of a practice and nothing else', async () => {
    world = await quizWorld(db, { attemptLimit: 2 });
    const id = await start();
    await handIn(id, await rightAnswers(id, 3));
    const seen = await view(id);
    expect(seen).toMatchObject({ score: 3, hidden: 'attempts-limited', questions: [] });
    const { course: _course, module: _module, ...sent } = seen;
    expect(JSON.stringify(sent)).not.toMatch(/xplanation|right|correct/);
    expect(await listPractices(world.as(), world.place)).toMatchObject({ showsMarkOnly: true });
  });

  test('while an attempt of the same quiz is open, only the score is shown', async () => {
    const id = await start();
    await handIn(id, await rightAnswers(id));
    await world.start();
    expect(await view(id)).toMatchObject({ score: 5, hidden: 'attempt-open', questions: [] });
  });

  test("while somebody else's attempt is open, nothing is held back", async () => {
    const other = await insertUser(db);
    await insertEnrolment(db, other.userId, world.course.courseId);
    await startAttempt(world.as(other), world.place);
    const id = await start();
    await handIn(id, await rightAnswers(id));
    expect(await view(id)).toMatchObject({ score: 5, hidden: null });
  });
});

test('a practice counts for nothing: no attempt, no evidence, no best mark, no figure', async () => {
  const id = await start();
  await handIn(id, await rightAnswers(id));
  expect(await db.select().from(attempts).where(eq(attempts.userId, world.learner.userId))).toEqual([]);
  for (const table of [sectionReads, segmentEvidence])
    expect(await db.select().from(table).where(eq(table.userId, world.learner.userId))).toEqual([]);
  expect(await quizOverview(world.as(), world.place)).toMatchObject({ bestPercent: null, past: [] });
  const [enrolled] = (await viewDashboard(world.as())).enrolled;
  expect(enrolled?.progress.modules.map(({ state }) => state)).toEqual(['not-started', 'not-started']);
  const admin = await insertUser(db, { role: 'admin' });
  const figures = await viewModuleFigures(world.as(admin), { ...world.place, cohort: null, attempts: null });
  expect(JSON.stringify(figures)).not.toContain(id);
});

test('the list shows what was handed in, newest first, and the open one to go on with', async () => {
  expect(await listPractices(world.as(), world.place)).toMatchObject({ past: [], openId: null, draw: 5 });
  const first = await start();
  await handIn(first, await rightAnswers(first));
  world.clock.advance(60);
  const second = await start();
  await handIn(second, {});
  world.clock.advance(60);
  const open = await start();
  const seen = await listPractices(world.as(), world.place);
  expect(seen).toMatchObject({
    openId: open,
    past: [
      { id: second, percent: 0 },
      { id: first, percent: 100 },
    ],
  });
  const stranger = await insertUser(db);
  await expect(listPractices(world.as(stranger), world.place)).rejects.toMatchObject({ code: 'not-found' });
});
