import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { attempts, enrolments } from '#lib/server/db/schema/index.ts';
import { startAttempt } from '#lib/server/services/quizzes/start-attempt.ts';
import { submitAttempt } from '#lib/server/services/quizzes/submit-attempt.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertUser } from '../../../support/factories/learning.ts';
import { quizWorld, type QuizWorld } from '../../../support/factories/quizzes.ts';

const { db } = await freshDatabase();
let world: QuizWorld;

beforeEach(async () => {
  world = await quizWorld(db);
});

const all = () => db.select().from(attempts).where(eq(attempts.userId, world.learner.userId));

async function finishOne() {
  const attemptId = await world.start();
  await submitAttempt(world.as(), { attemptId });
  return attemptId;
}

describe('a start', () => {
  test('draws questions, pins their revisions and mixes them', async () => {
    const { attempt, rows } = await world.stored(await world.start());
    const bank = world.course.document.modules[0]?.quiz.questions ?? [];
    expect(attempt).toMatchObject({ number: 1, state: 'in_progress', deadlineAt: null, score: null });
    expect(attempt.revisionId).toBe(world.course.revisionId);
    expect(rows.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
    for (const row of rows)
      expect(bank).toContainEqual(
        expect.objectContaining({ key: row.questionKey, revisionId: row.questionRevisionId }),
      );
    expect(
      rows.every(({ answer, answerSeq, points }) => answer === null && answerSeq === 0 && points === null),
    ).toBe(true);
  });

  test('remembers where the learner is', async () => {
    await world.start();
    const [row] = await db.select().from(enrolments).where(eq(enrolments.userId, world.learner.userId));
    expect(row).toMatchObject({ lastModuleKey: 'steel', lastActiveAt: world.clock.now() });
  });

  test('sets the deadline where the course has a time limit', async () => {
    world = await quizWorld(db, { timeLimitSeconds: 1200 });
    const { attempt } = await world.stored(await world.start());
    expect(attempt.deadlineAt).toEqual(new Date(world.clock.now().getTime() + 1_200_000));
  });

  test('gives back the attempt that is open', async () => {
    const first = await world.start();
    world.clock.advance(86_400);
    expect(await world.start()).toBe(first);
    expect(await all()).toHaveLength(1);
  });

  test('twenty times in parallel makes one attempt', async () => {
    const started = await Promise.all(Array.from({ length: 20 }, () => world.start()));
    expect(new Set(started).size).toBe(1);
    expect(await all()).toHaveLength(1);
  });

  test('closes one whose time ran out, and makes the next', async () => {
    world = await quizWorld(db, { timeLimitSeconds: 600 });
    const first = await world.start();
    world.clock.advance(601);
    const second = await world.start();
    expect(second).not.toBe(first);
    expect((await world.stored(first)).attempt).toMatchObject({ state: 'graded', score: 0 });
    expect((await world.stored(second)).attempt).toMatchObject({ state: 'in_progress', number: 2 });
  });
});

describe('a start is refused', () => {
  test('for ten minutes after the third attempt, and says when again', async () => {
    for (const number of [1, 2, 3]) {
      expect((await world.stored(await finishOne())).attempt.number).toBe(number);
      world.clock.advance(60);
    }
    const retryAt = new Date(world.clock.now().getTime() + 540_000);
    await expect(world.start()).rejects.toMatchObject({ code: 'attempt-not-allowed', details: { retryAt } });
    world.clock.advance(540);
    await finishOne();
    await expect(world.start()).rejects.toMatchObject({ code: 'attempt-not-allowed' });
    expect(await all()).toHaveLength(4);
  });

  test('after the last allowed attempt, for good', async () => {
    world = await quizWorld(db, { attemptLimit: 2 });
    await finishOne();
    await finishOne();
    world.clock.advance(86_400);
    await expect(world.start()).rejects.toMatchObject({ code: 'attempt-not-allowed', details: {} });
  });

  test('in parallel when one attempt is left: one is made, not two', async () => {
    world = await quizWorld(db, { attemptLimit: 2 });
    await finishOne();
    const started = await Promise.all(Array.from({ length: 20 }, () => world.start()));
    expect(new Set(started).size).toBe(1);
    expect(await all()).toHaveLength(2);
  });

  test('to a visitor, to somebody who is not enrolled, and where there is no such quiz', async () => {
    const stranger = await insertUser(db);
    await expect(startAttempt(world.as(null), world.place)).rejects.toMatchObject({ code: 'login-required' });
    await expect(startAttempt(world.as(stranger), world.place)).rejects.toMatchObject({ code: 'not-found' });
    for (const wrong of [{ course: 'nowhere' }, { module: 'glass' }])
      await expect(startAttempt(world.as(), { ...world.place, ...wrong })).rejects.toMatchObject({
        code: 'not-found',
      });
    expect(await db.select().from(attempts).where(eq(attempts.userId, stranger.userId))).toEqual([]);
  });

  test('where the module has no questions', async () => {
    const [module] = world.course.document.modules;
    if (module) module.quiz.questions = [];
    await expect(world.start()).rejects.toMatchObject({ code: 'not-found' });
  });
});
