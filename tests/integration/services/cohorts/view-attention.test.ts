import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { auditEntries, moduleDeadlines, snoozes } from '#lib/server/db/schema/index.ts';
import { snoozeLearner, wakeLearner } from '#lib/server/services/cohorts/snooze-learner.ts';
import { viewAttention } from '#lib/server/services/cohorts/view-attention.ts';
import { reportWatched } from '#lib/server/services/learning/report-watched.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../../support/factories/cohorts.ts';
import { insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
const DAY_SECONDS = 86_400;
let world: CohortWorld;

beforeEach(async () => {
  world = await cohortWorld(db);
});

const view = (actor: Actor | null = world.instructor) =>
  viewAttention(world.as(actor), { id: world.cohortId });
const reasonsOf = async (learner: Actor) =>
  (await view()).rows.find(({ userId }) => userId === learner.userId)?.reasons ?? [];

describe('who needs attention', () => {
  test('each with every reason that holds, what can be done most about first', async () => {
    const learner = await world.join();
    for (let time = 0; time < 3; time++) await world.takeQuiz(learner, 'cement', 1);
    await db
      .insert(moduleDeadlines)
      .values({ cohortId: world.cohortId, moduleKey: 'steel', dueOn: '2026-03-04' });
    expect(await reasonsOf(learner)).toEqual([
      { reason: 'quiz', moduleKey: 'cement', attempts: 3, bestPercent: 20 },
      { reason: 'near', moduleKey: 'steel', days: 2, stepsDone: 0, stepsTotal: 4 },
    ]);
    world.clock.advance(3 * DAY_SECONDS);
    expect((await reasonsOf(learner)).map(({ reason }) => reason)).toEqual(['quiz', 'late']);
  });

  test('somebody who left a recording and came back three days later without going on', async () => {
    const learner = await world.join();
    await world.visit(learner, 'steel');
    world.clock.advance(120);
    await reportWatched(world.as(learner), {
      course: world.course.document.slug,
      module: 'steel',
      segment: 'lecture',
      way: 'video',
      lengthSeconds: 120,
      ranges: [[0, 40]],
    });
    world.clock.advance(3 * DAY_SECONDS);
    expect(await reasonsOf(learner)).toEqual([]);
    await world.visit(learner, 'cement');
    expect(await reasonsOf(learner)).toEqual([
      { reason: 'stuck', moduleKey: 'steel', segmentKey: 'lecture', days: 3 },
    ]);
  });

  test('those who waited longest first', async () => {
    const second = await world.join();
    await world.visit(second, 'steel');
    const first = await world.join();
    world.clock.advance(-DAY_SECONDS);
    await world.visit(first, 'steel');
    world.clock.advance(20 * DAY_SECONDS);
    expect((await view()).rows.map(({ userId }) => userId)).toEqual([first.userId, second.userId]);
  });
});

describe('setting somebody aside', () => {
  let learner: Actor;

  beforeEach(async () => {
    learner = await world.join();
    world.clock.advance(30 * DAY_SECONDS);
  });

  const snooze = (actor: Actor, days = '7') =>
    snoozeLearner(world.as(actor), { cohort: world.cohortId, learner: learner.userId, days });

  test('keeps them off the list until that day, and is in the audit log', async () => {
    expect((await view()).counts.needHelp).toBe(1);
    await snooze(world.instructor);
    expect(await view()).toMatchObject({ rows: [], counts: { needHelp: 0 } });
    world.clock.advance(7 * DAY_SECONDS);
    expect((await view()).rows).toHaveLength(1);
    const acts = await db.select().from(auditEntries).where(eq(auditEntries.subjectId, learner.userId));
    expect(acts).toMatchObject([{ action: 'learner.snooze', actorId: world.instructor.userId }]);
  });

  test('is taken back', async () => {
    await snooze(world.instructor, '30');
    await wakeLearner(world.as(world.instructor), { cohort: world.cohortId, learner: learner.userId });
    expect((await view()).rows).toHaveLength(1);
  });

  test('is refused for days that are not offered, and for others', async () => {
    await expect(snooze(world.instructor, '3650')).rejects.toMatchObject({ code: 'invalid-input' });
    const other = await cohortWorld(db);
    for (const actor of [other.instructor, learner, await insertUser(db)])
      await expect(snooze(actor)).rejects.toMatchObject({ code: 'not-found' });
    const stranger = { cohort: other.cohortId, learner: learner.userId, days: '7' };
    await expect(snoozeLearner(world.as(other.instructor), stranger)).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await db.$count(snoozes, eq(snoozes.userId, learner.userId))).toBe(0);
  });
});
