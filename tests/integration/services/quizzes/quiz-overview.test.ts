import { beforeEach, expect, test } from 'vitest';
import { saveAnswer } from '#lib/server/services/quizzes/save-answer.ts';
import { quizOverview } from '#lib/server/services/quizzes/quiz-overview.ts';
import { submitAttempt } from '#lib/server/services/quizzes/submit-attempt.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertUser } from '../../../support/factories/learning.ts';
import { quizWorld, type QuizWorld } from '../../../support/factories/quizzes.ts';

const { db } = await freshDatabase();
let world: QuizWorld;

beforeEach(async () => {
  world = await quizWorld(db);
});

const overview = () => quizOverview(world.as(), world.place);

/** An attempt with so many right answers, handed in. */
async function finish(right: number) {
  const attemptId = await world.start();
  for (const row of (await world.stored(attemptId)).rows.slice(0, right))
    await saveAnswer(world.as(), {
      attemptId,
      questionKey: row.questionKey,
      answer: world.rightAnswer(row),
      seq: 1,
    });
  await submitAttempt(world.as(), { attemptId });
  world.clock.advance(1);
}

test('before the first attempt it says what awaits', async () => {
  expect(await overview()).toMatchObject({
    draw: 5,
    start: { allowed: true, resume: null },
    past: [],
    bestPercent: null,
  });
});

test('an open attempt is the one to go on with, and shows no score', async () => {
  const attemptId = await world.start();
  expect(await overview()).toMatchObject({
    start: { allowed: true, resume: attemptId },
    past: [],
    bestPercent: null,
  });
});

test('finished attempts are listed newest first with their marks, and the best counts', async () => {
  await finish(1);
  await finish(4);
  await finish(2);
  const { past, bestPercent } = await overview();
  expect(past.map(({ number, percent, passed }) => [number, percent, passed])).toEqual([
    [3, 40, false],
    [2, 80, true],
    [1, 20, false],
  ]);
  expect(bestPercent).toBe(80);
});

test('after the third attempt it says when the next may start', async () => {
  for (const right of [0, 0, 0]) await finish(right);
  const { start } = await overview();
  expect(start).toEqual({
    allowed: false,
    reason: 'cool-down',
    retryAt: new Date(world.clock.now().getTime() + 599_000),
  });
});

test('it is shown to enrolled learners only', async () => {
  const stranger = await insertUser(db);
  await expect(quizOverview(world.as(stranger), world.place)).rejects.toMatchObject({ code: 'not-found' });
  await expect(quizOverview(world.as(null), world.place)).rejects.toMatchObject({ code: 'login-required' });
  await expect(quizOverview(world.as(), { ...world.place, module: 'glass' })).rejects.toMatchObject({
    code: 'not-found',
  });
});
