import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { REGRADE_POLICIES, type RegradePolicy } from '#lib/domain/quizzes/regrade.ts';
import { certificates, moduleCompletions } from '#lib/server/db/schema/index.ts';
import { exportRegradePlan } from '#lib/server/services/regrades/export-regrade-plan.ts';
import { planRegrade } from '#lib/server/services/regrades/plan-regrade.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertCohort, insertEnrolment, insertUser } from '../../../support/factories/learning.ts';
import { KEY, regradeWorld, type RegradeWorld } from '../../../support/factories/regrades.ts';
import { csvText } from '../../../support/table-text.ts';

const { db } = await freshDatabase();
let world: RegradeWorld;

beforeEach(async () => {
  world = await regradeWorld(db);
});

const plan = (policy: RegradePolicy, actor: Actor | null = world.instructor) =>
  planRegrade(world.as(actor), { ...world.address, policy });
async function csv(policy: RegradePolicy, actor = world.instructor): Promise<string> {
  return csvText(await exportRegradePlan(world.as(actor), { ...world.address, policy }));
}

/** Studied both modules, passed one, and has 50 % in the other, with `a` for the question. */
async function almostDone(): Promise<Actor & { email: string }> {
  const learner = await world.join({ nameLatin: 'Almost Done' });
  for (const module of ['steel', 'cement']) await world.study(learner, module);
  await world.take(learner, {}, 'cement');
  await world.take(learner, { [KEY]: 'a', 'steel-q02': null, 'steel-q03': null });
  return learner;
}

describe('a dry run', () => {
  test('names every attempt that would change, with its marks and whether it passes', async () => {
    const learner = await world.join();
    await world.take(learner, { [KEY]: 'a', 'steel-q02': null, 'steel-q03': null });
    await world.take(learner, { 'steel-q02': null, 'steel-q03': null });
    await world.take(learner);
    await world.correct();
    const seen = await plan('new-only');
    expect(seen.policy).toBe('new-only');
    expect(seen.counts).toEqual({
      examined: 3,
      changed: 3,
      raised: 1,
      lowered: 2,
      passing: 1,
      failing: 1,
      modules: 0,
      certificates: 0,
      hidden: 0,
    });
    expect(
      seen.listed.map((one) => [
        one.number,
        Math.round(one.percentBefore),
        Math.round(one.percentAfter),
        one.passedBefore,
        one.passedAfter,
      ]),
    ).toEqual([
      [1, 50, 67, false, true],
      [2, 67, 50, true, false],
      [3, 100, 83, true, true],
    ]);
    expect(seen.listed[0]?.learner).toEqual({
      nameNative: 'Айгерім Нұрланқызы',
      nameLatin: 'Aigerim Nurlankyzy',
      email: learner.email,
    });
  });

  test('names the modules that would be completed and the certificates that would be issued, each once', async () => {
    const learner = await almostDone();
    await world.take(learner, { [KEY]: 'a' });
    const other = await almostDone();
    // Two attempts that would pass complete the module once.
    await world.take(other, { [KEY]: 'a', 'steel-q02': null, 'steel-q03': null });
    await world.correct();
    const seen = await plan('new-only');
    expect(seen.counts).toMatchObject({ changed: 4, modules: 1, certificates: 1 });
    // The second attempt of the first learner passed: the module is complete already.
    expect(seen.listed.filter(({ completesModule }) => completesModule)).toMatchObject([
      { userId: other.userId, issuesCertificate: true, keepsCompletion: false },
    ]);
    expect(seen.listed.filter(({ userId }) => userId === learner.userId)).toMatchObject([
      { keepsCompletion: true, completesModule: false },
      { keepsCompletion: true },
    ]);
  });

  test('completes no module where something else is missing, and no course where another module is', async () => {
    const idle = await world.join();
    await world.take(idle, { [KEY]: 'a', 'steel-q02': null, 'steel-q03': null });
    const half = await world.join();
    await world.study(half, 'steel');
    await world.take(half, { [KEY]: 'a', 'steel-q02': null, 'steel-q03': null });
    await world.correct();
    expect((await plan('new-only')).counts).toMatchObject({ passing: 2, modules: 1, certificates: 0 });
  });

  test.each(REGRADE_POLICIES)('of "%s" foretells what the regrade then does', async (policy) => {
    for (const answer of ['a', 'b', 'c', null]) await world.take(await world.join(), { [KEY]: answer });
    await almostDone();
    await almostDone();
    await world.correct();
    world.clock.advance(60);
    const counts = async () => [await db.$count(moduleCompletions), await db.$count(certificates)] as const;
    const before = await counts();
    const foretold = await plan(policy);
    expect(await counts()).toEqual(before);
    const id = await world.ask(policy);
    await world.run(id);
    const after = await counts();
    expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([
      foretold.counts.modules,
      foretold.counts.certificates,
    ]);
    const marks = new Map((await world.changes(id)).map((one) => [one.attemptId, one]));
    expect([...marks.keys()]).toEqual(foretold.listed.map(({ attemptId }) => attemptId));
    for (const { attemptId, percentBefore, percentAfter } of foretold.listed) {
      expect((marks.get(attemptId)?.scoreBefore ?? 0) / 6).toBeCloseTo(percentBefore / 100, 6);
      expect((marks.get(attemptId)?.scoreAfter ?? 0) / 6).toBeCloseTo(percentAfter / 100, 6);
    }
    expect((await plan(policy)).counts.changed).toBe(0);
  });

  test('gives an instructor the names of their own learners, and of others only how many', async () => {
    const own = await world.join({ nameLatin: 'Own Learner' });
    const colleague = await insertUser(db, { role: 'instructor' });
    const cohortId = await insertCohort(db, world.course, [colleague.userId]);
    const theirs = await insertUser(db, { nameLatin: 'Their Learner' });
    await insertEnrolment(db, theirs.userId, world.course.courseId, { cohortId });
    const alone = await insertUser(db, { nameLatin: 'Lone Learner' });
    await insertEnrolment(db, alone.userId, world.course.courseId);
    for (const learner of [own, theirs, alone]) await world.take(learner, { [KEY]: 'a' });
    await world.correct();
    const names = async (actor: Actor) => {
      const seen = await plan('new-only', actor);
      expect(seen.counts.changed).toBe(3);
      return [seen.listed.map(({ learner }) => learner?.nameLatin), seen.counts.hidden];
    };
    expect(await names(world.instructor)).toEqual([['Own Learner'], 2]);
    expect(await names(colleague)).toEqual([['Their Learner'], 2]);
    const admin = await insertUser(db, { role: 'admin' });
    expect(await names(admin)).toEqual([['Own Learner', 'Their Learner', 'Lone Learner'], 0]);
    const file = await csv('new-only', colleague);
    expect(file).toContain('Their Learner');
    expect(file).not.toMatch(/Own Learner|Lone Learner/);
    expect(file.match(/\(learner of another cohort\)/g)).toHaveLength(2);
  });

  test('lists the first hundred; the file has all, with one head', async () => {
    const learner = await world.join({ nameLatin: '=Formula()' });
    for (let index = 0; index < 3; index++) await world.take(learner, { [KEY]: 'a' });
    await world.correct();
    const file = await csv('new-only');
    const lines = file.trim().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toContain('Mark before (%),Mark after (%)');
    expect(lines[1]).toContain("'=Formula()");
    expect(lines[1]).toContain(',1,83.33,100,yes,yes,no,no');
    expect(file.match(/\uFEFF/g)).toHaveLength(1);
  });

  test('does not exist for learners, for instructors of other courses, nor for visitors', async () => {
    const { instructor: stranger } = await regradeWorld(db);
    for (const actor of [await world.join(), stranger]) {
      await expect(plan('new-only', actor)).rejects.toMatchObject({ code: 'not-found' });
      await expect(csv('new-only', actor)).rejects.toMatchObject({ code: 'not-found' });
    }
    await expect(plan('new-only', null)).rejects.toMatchObject({ code: 'login-required' });
    await expect(plan('free' as never)).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(
      planRegrade(world.as(world.instructor), { ...world.address, key: 'no-such', policy: 'new-only' }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});
