import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { auditEntries, quizAllowances } from '#lib/server/db/schema/index.ts';
import { scheduleQuizzes, viewQuizDates } from '#lib/server/services/cohorts/schedule-quizzes.ts';
import { allowMore } from '#lib/server/services/quizzes/allow-more.ts';
import { gradeWaitingAttempts } from '#lib/server/services/quizzes/grade-waiting-attempts.ts';
import { quizOverview } from '#lib/server/services/quizzes/quiz-overview.ts';
import { saveAnswer } from '#lib/server/services/quizzes/save-answer.ts';
import { startAttempt } from '#lib/server/services/quizzes/start-attempt.ts';
import { submitAttempt } from '#lib/server/services/quizzes/submit-attempt.ts';
import { viewAttempt } from '#lib/server/services/quizzes/view-attempt.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../../support/factories/cohorts.ts';
import { insertUser } from '../../../support/factories/learning.ts';
import { formOf } from '../../../support/factories/quizzes.ts';

const { db } = await freshDatabase();
let world: CohortWorld;
let learner: Actor;

beforeEach(async () => {
  world = await cohortWorld(db, { timeLimitSeconds: 1_200, graceSeconds: 120, attemptLimit: 2 });
  learner = await world.join();
});

const place = () => ({ course: world.course.document.slug, module: 'steel' });
const start = () => startAttempt(world.as(learner), place());
const allow = (given: Partial<Parameters<typeof allowMore>[1]> = {}, actor: Actor = world.instructor) =>
  allowMore(world.as(actor), {
    userId: learner.userId,
    course: world.course.courseId,
    module: 'steel',
    attempts: '1',
    minutes: '',
    closes: '',
    reason: 'The line was down.',
    ...given,
  });
const schedule = (opensAt: string, closesAt: string, actor: Actor = world.instructor) =>
  scheduleQuizzes(world.as(actor), {
    cohortId: world.cohortId,
    dates: new Map([['steel', { opensAt, closesAt }]]),
  });
const finish = async () => {
  const { attemptId } = await start();
  await submitAttempt(world.as(learner), { attemptId });
};

describe('an instructor grants', () => {
  test('an attempt beyond the limit, which the record keeps with its reason', async () => {
    await finish();
    await finish();
    await expect(start()).rejects.toMatchObject({ code: 'attempt-not-allowed' });
    await allow();
    expect((await quizOverview(world.as(learner), place())).start).toEqual({ allowed: true, resume: null });
    await finish();
    await expect(start()).rejects.toMatchObject({ code: 'attempt-not-allowed' });
    expect(await db.select().from(auditEntries)).toContainEqual(
      expect.objectContaining({
        action: 'quiz.allow',
        actorId: world.instructor.userId,
        subjectId: learner.userId,
        details: {
          module: 'steel',
          extraAttempts: 1,
          extraSeconds: 0,
          closesAt: null,
          reason: 'The line was down.',
        },
      }),
    );
  });

  test('minutes, which move the deadline of the attempt that is open, and add up', async () => {
    const { attemptId } = await start();
    const { attempt: before } = await world.stored(attemptId);
    await allow({ attempts: '', minutes: '5' });
    await allow({ attempts: '', minutes: '10' });
    const { attempt } = await world.stored(attemptId);
    expect(Number(attempt.deadlineAt) - Number(before.deadlineAt)).toBe(900_000);
    expect(Number(attempt.graceEndsAt) - Number(attempt.deadlineAt)).toBe(120_000);
  });

  test('a closing date of their own, also for the attempt that is open, and a later grant leaves it', async () => {
    await schedule('', '2026-03-02T08:10');
    const { attemptId } = await start();
    await allow({ attempts: '', closes: '2026-03-02T08:15' });
    expect((await world.stored(attemptId)).attempt.deadlineAt).toEqual(new Date('2026-03-02T08:15:00Z'));
    world.clock.advance(1_100);
    await gradeWaitingAttempts(world.as(null));
    await expect(start()).rejects.toMatchObject({ code: 'attempt-not-allowed' });
    await allow({ attempts: '', closes: '2026-03-02T09:00' });
    await allow({ attempts: '1' });
    expect((await quizOverview(world.as(learner), place())).start).toMatchObject({ allowed: true });
    world.clock.advance(2_600);
    await expect(start()).rejects.toMatchObject({ code: 'attempt-not-allowed' });
  });

  test('to a learner of their own cohort only', async () => {
    const stranger = await cohortWorld(db);
    for (const actor of [stranger.instructor, learner, await insertUser(db, { role: 'instructor' })])
      await expect(allow({}, actor)).rejects.toMatchObject({ code: 'not-found' });
    await expect(allow({ module: 'nothing' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(allow({ userId: 'x' })).rejects.toMatchObject({ code: 'not-found' });
    expect(await db.select().from(quizAllowances)).not.toContainEqual(
      expect.objectContaining({ userId: learner.userId }),
    );
  });

  test.each([
    [{ attempts: '' }, 'attempts'],
    [{ attempts: '-1' }, 'attempts'],
    [{ attempts: '21' }, 'attempts'],
    [{ attempts: '1.5' }, 'attempts'],
    [{ minutes: '9999' }, 'minutes'],
    [{ closes: 'tomorrow' }, 'closes'],
    [{ closes: '2026-03-02T08:00' }, 'closes'],
    [{ reason: '  ' }, 'reason'],
  ])('nothing with %j, and says which field', async (given, field) => {
    await expect(allow(given)).rejects.toMatchObject({
      code: 'invalid-input',
      details: { fields: { [field]: expect.any(String) } },
    });
  });
});

describe('the dates of a cohort', () => {
  test('keep a quiz shut before and after, and end an attempt at the closing date', async () => {
    await schedule('2026-03-02T09:00', '2026-03-02T09:30');
    await expect(start()).rejects.toMatchObject({ code: 'attempt-not-allowed' });
    world.clock.advance(3_600);
    await finish();
    world.clock.advance(1_500);
    const { attemptId } = await start();
    const { attempt } = await world.stored(attemptId);
    expect(attempt.deadlineAt).toEqual(new Date('2026-03-02T09:30:00Z'));
    expect(attempt.graceEndsAt).toEqual(new Date('2026-03-02T09:32:00Z'));
    world.clock.advance(600);
    await gradeWaitingAttempts(world.as(null));
    expect((await world.stored(attemptId)).attempt.state).toBe('graded');
    await expect(start()).rejects.toMatchObject({ code: 'attempt-not-allowed' });
  });

  test('are shown to the staff, and an unchanged date writes nothing', async () => {
    await schedule('2026-03-02T09:00', '');
    const dates = await viewQuizDates(world.as(world.instructor), world.cohortId);
    expect(dates.modules.find(({ key }) => key === 'steel')).toMatchObject({
      opensAt: '2026-03-02T09:00',
      closesAt: '',
    });
    const before = (await db.select().from(auditEntries)).length;
    await schedule('2026-03-02T09:00', '');
    expect((await db.select().from(auditEntries)).length).toBe(before);
  });

  test.each([
    ['2026-03-02T09:00', '2026-03-02T08:00'],
    ['2026-03-02T09:00', '2026-03-02T09:00'],
    ['tomorrow', ''],
  ])('are refused from %s to %s, with the module', async (opensAt, closesAt) => {
    await expect(schedule(opensAt, closesAt)).rejects.toMatchObject({
      code: 'invalid-input',
      details: { fields: { steel: 'dates-wrong' } },
    });
  });

  test('are not for others', async () => {
    const stranger = await cohortWorld(db);
    for (const actor of [stranger.instructor, learner])
      await expect(schedule('', '', actor)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the grace period', () => {
  test('takes no answer, but hands in what was answered before', async () => {
    const { attemptId } = await start();
    const { rows } = await world.stored(attemptId);
    const [first, second] = [rows[0]?.questionKey ?? '', rows[1]?.questionKey ?? ''];
    await saveAnswer(world.as(learner), { attemptId, questionKey: first, answer: 'a', seq: 1 });
    world.clock.advance(1_260);
    const late = saveAnswer(world.as(learner), { attemptId, questionKey: second, answer: 'a', seq: 1 });
    await expect(late).rejects.toMatchObject({ code: 'attempt-closed' });
    await submitAttempt(world.as(learner), { attemptId, answers: formOf(`q.${second}=a`) });
    const { attempt, rows: after } = await world.stored(attemptId);
    expect(attempt).toMatchObject({ state: 'graded', submittedAt: world.clock.now() });
    expect(after.map(({ answer }) => answer)).toEqual(['a', ...after.slice(1).map(() => null)]);
  });

  test('ends: then what was saved counts, once, however many instances close it', async () => {
    const { attemptId } = await start();
    world.clock.advance(1_321);
    await Promise.all(Array.from({ length: 6 }, () => gradeWaitingAttempts(world.as(null))));
    const { attempt } = await world.stored(attemptId);
    expect(attempt).toMatchObject({ state: 'graded', submittedAt: attempt.deadlineAt });
  });
});

test('twenty parallel starts and submits of the last allowed attempt make exactly one', async () => {
  await finish();
  const started = await Promise.all(Array.from({ length: 20 }, start));
  const [attemptId = ''] = new Set(started.map((one) => one.attemptId));
  expect(new Set(started.map((one) => one.attemptId)).size).toBe(1);
  await Promise.all(Array.from({ length: 20 }, () => submitAttempt(world.as(learner), { attemptId })));
  const { past, start: next } = await quizOverview(world.as(learner), place());
  expect(past.map(({ number }) => number)).toEqual([2, 1]);
  expect(next).toMatchObject({ allowed: false, reason: 'limit-reached' });
});

test('an attempt goes on where it stopped, on another device', async () => {
  const { attemptId } = await start();
  const { rows } = await world.stored(attemptId);
  await saveAnswer(world.as(learner), {
    attemptId,
    questionKey: rows[0]?.questionKey ?? '',
    answer: 'a',
    seq: 1,
  });
  const view = () => viewAttempt(world.as(learner), { ...place(), attemptId });
  const here = await view();
  world.clock.advance(300);
  expect((await start()).attemptId).toBe(attemptId);
  expect(await view()).toEqual({ ...here, now: world.clock.now() });
});
