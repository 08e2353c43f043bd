import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { deadlineExtensions, moduleDeadlines } from '#lib/server/db/schema/index.ts';
import { extendDeadlines, takeBackExtension } from '#lib/server/services/cohorts/extend-deadline.ts';
import { viewCourseProgress } from '#lib/server/services/learning/view-course-progress.ts';
import { freshDatabase } from '../../../support/database.ts';
import { staffedCohort, type StaffedCohort } from '../../../support/factories/staffed-cohort.ts';

const { db } = await freshDatabase();
let world: StaffedCohort;
let learner: Awaited<ReturnType<StaffedCohort['member']>>;

beforeEach(async () => {
  world = await staffedCohort(db);
  learner = await world.member();
  await db
    .insert(moduleDeadlines)
    .values({ cohortId: world.cohortId, moduleKey: 'module-1', dueOn: '2026-03-12' });
});

type Wish = Parameters<typeof extendDeadlines>[1];
const extend = (given: Partial<Wish> = {}, ctx = world.as(world.instructor)) =>
  extendDeadlines(ctx, {
    cohortId: world.cohortId,
    userIds: [learner.userId],
    module: 'module-1',
    dueOn: '2026-04-01',
    reason: ' Ill in March. ',
    ...given,
  });
const takeBack = (
  given: Partial<Parameters<typeof takeBackExtension>[1]> = {},
  ctx = world.as(world.instructor),
) =>
  takeBackExtension(ctx, { cohortId: world.cohortId, userId: learner.userId, module: 'module-1', ...given });
const own = (userId = learner.userId) =>
  db
    .select()
    .from(deadlineExtensions)
    .where(
      and(eq(deadlineExtensions.userId, userId), eq(deadlineExtensions.courseId, world.course.courseId)),
    );
const planOf = async (actor = learner) =>
  (await viewCourseProgress(world.as(actor), { course: world.course.document.slug })).plan?.dueDays;

describe('another day for a learner', () => {
  test("takes the place of the cohort's, with a letter and an act", async () => {
    const ctx = world.as(world.instructor);
    await extend({}, ctx);
    expect(await planOf()).toEqual([{ moduleKey: 'module-1', dueOn: '2026-04-01', isOwn: true }]);
    expect(ctx.letters).toMatchObject([{ recipient: learner.email }]);
    expect(ctx.letters[0]?.body).toContain('1 April 2026');
    expect(ctx.letters[0]?.body).toContain('Ill in March.');
    expect(await world.actsOf(learner.userId)).toEqual([
      {
        action: 'deadline.extend',
        details: { module: 'module-1', dueOn: '2026-04-01', reason: 'Ill in March.' },
      },
    ]);
  });

  test('is given to many at once, and to nobody else', async () => {
    const [second, third] = [await world.member(), await world.member()];
    const ctx = world.as(world.admin);
    await extend({ userIds: [learner.userId, second.userId] }, ctx);
    expect(ctx.letters).toHaveLength(2);
    expect(await planOf(second)).toMatchObject([{ dueOn: '2026-04-01' }]);
    expect(await planOf(third)).toMatchObject([{ dueOn: '2026-03-12', isOwn: false }]);
  });

  test('is given where the cohort has none, and today is early enough', async () => {
    await extend({ module: 'module-2', dueOn: '2026-03-02' });
    expect(await planOf()).toContainEqual({ moduleKey: 'module-2', dueOn: '2026-03-02', isOwn: true });
  });

  test('given again replaces the one before', async () => {
    await extend();
    await extend({ dueOn: '2026-05-01', reason: 'Still ill.' });
    expect(await own()).toMatchObject([{ dueOn: '2026-05-01', reason: 'Still ill.' }]);
  });

  test.each<[Partial<Wish>, string, string]>([
    [{ dueOn: '' }, 'dueOn', 'date-not-ahead'],
    [{ dueOn: '2026-03-01' }, 'dueOn', 'date-not-ahead'],
    [{ dueOn: '2026-02-30' }, 'dueOn', 'date-not-ahead'],
    [{ reason: '  ' }, 'reason', 'text-missing'],
    [{ reason: 'x'.repeat(501) }, 'reason', 'text-long'],
    [{ userIds: [] }, 'people', 'nobody-chosen'],
  ])('%j is refused', async (given, field, problem) => {
    await expect(extend(given)).rejects.toMatchObject({ details: { fields: { [field]: problem } } });
    expect(await own()).toEqual([]);
  });

  test('for a module that the course does not have does not exist', async () => {
    await expect(extend({ module: 'ghost' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(takeBack({ module: 'ghost' })).rejects.toMatchObject({ code: 'not-found' });
  });

  test("for somebody else's learner does not exist, and nobody gets one with them", async () => {
    const foreign = await world.member({}, world.otherId);
    await expect(extend({ userIds: [learner.userId, foreign.userId] })).rejects.toMatchObject({
      code: 'not-found',
    });
    for (const actor of [world.other, learner])
      await expect(extend({}, world.as(actor))).rejects.toMatchObject({ code: 'not-found' });
    expect(await own()).toEqual([]);
  });

  test('is not given in an archived cohort', async () => {
    await world.archive();
    await expect(extend()).rejects.toMatchObject({ code: 'cohort-archived' });
  });

  test("taken back, the cohort's holds again, and the learner is told", async () => {
    await extend();
    const ctx = world.as(world.instructor);
    await takeBack({}, ctx);
    expect(await planOf()).toEqual([{ moduleKey: 'module-1', dueOn: '2026-03-12', isOwn: false }]);
    expect(ctx.letters[0]?.body).toContain('12 March 2026');
    await expect(takeBack()).rejects.toMatchObject({ code: 'not-found' });
  });

  test('taken back by somebody else stays', async () => {
    await extend();
    for (const actor of [world.other, learner])
      await expect(takeBack({}, world.as(actor))).rejects.toMatchObject({ code: 'not-found' });
    expect(await own()).toHaveLength(1);
  });
});

describe('what a learner sees of the plan', () => {
  test('is nothing from an archived cohort', async () => {
    await world.archive();
    expect(await planOf()).toEqual([]);
  });

  test('is nothing without a cohort', async () => {
    expect(await planOf(await world.member({}, null))).toEqual([]);
  });
});
