import { v7 as uuidv7 } from 'uuid';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { moduleFeedback } from '#lib/server/db/schema/index.ts';
import { viewFeedback } from '#lib/server/services/analysis/view-feedback.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../../support/factories/cohorts.ts';
import { insertCohort, insertEnrolment, insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
let world: CohortWorld;
let admin: Actor;

beforeEach(async () => {
  world = await cohortWorld(db);
  admin = await insertUser(db, { role: 'admin' });
});

const view = (actor: Actor, cohort: string | null = null) =>
  viewFeedback(world.as(actor), { course: world.course.document.slug, module: 'steel', cohort });

/** As many learners of a cohort who say how useful the module was. */
async function answer(cohortId: string | null, useful: readonly number[], unclear = ''): Promise<void> {
  for (const one of useful) {
    const { userId } = await insertUser(db);
    const { courseId } = world.course;
    await insertEnrolment(db, userId, courseId, { cohortId });
    await db
      .insert(moduleFeedback)
      .values({ userId, courseId, moduleKey: 'steel', useful: one, unclear, givenAt: world.clock.now() });
  }
}

const second = () => insertCohort(db, world.course, [world.instructor.userId]);

describe('what learners said of a module', () => {
  test('is not shown for four answers', async () => {
    await answer(world.cohortId, [5, 5, 5, 5], 'a secret');
    expect(await view(world.instructor)).toEqual({ answers: 4, leftOut: 4, useful: null, unclear: null });
  });

  test('is shown for five, with the texts in their own order and nothing else of them', async () => {
    await answer(world.cohortId, [5], 'The last formula');
    await answer(world.cohortId, [4], 'A word');
    await answer(world.cohortId, [4, 1, 5]);
    expect(await view(world.instructor, world.cohortId)).toEqual({
      answers: 5,
      leftOut: 0,
      useful: { 1: 1, 2: 0, 3: 0, 4: 2, 5: 2 },
      unclear: [{ text: 'A word' }, { text: 'The last formula' }],
    });
  });

  test('leaves a small cohort out of the sum, where the difference would show it', async () => {
    await answer(world.cohortId, [5, 5, 5, 5, 5]);
    await answer(await second(), [1, 1], 'From few');
    expect(await view(world.instructor)).toEqual({
      answers: 7,
      leftOut: 2,
      useful: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 5 },
      unclear: [],
    });
  });

  test('of two small cohorts is shown as their sum only', async () => {
    const other = await second();
    await answer(world.cohortId, [5, 5, 5]);
    await answer(other, [1, 1]);
    expect(await view(world.instructor)).toMatchObject({ answers: 5, leftOut: 0, useful: { 1: 2, 5: 3 } });
    for (const cohort of [world.cohortId, other])
      expect((await view(world.instructor, cohort)).useful).toBeNull();
  });

  test('is of their own cohorts for an instructor, of everybody for an administrator', async () => {
    await answer(world.cohortId, [5, 5, 5, 5, 5]);
    await answer(await insertCohort(db, world.course, []), [1, 1, 1, 1, 1]);
    await answer(null, [2, 2, 2, 2, 2]);
    expect(await view(world.instructor)).toMatchObject({ answers: 5, useful: { 1: 0, 2: 0, 5: 5 } });
    expect(await view(admin)).toMatchObject({ answers: 15, useful: { 1: 5, 2: 5, 5: 5 } });
  });

  test("does not exist for learners, for other instructors and for somebody else's cohort", async () => {
    const theirs = await insertCohort(db, world.course, []);
    const stranger = await insertUser(db, { role: 'instructor' });
    await expect(view(await insertUser(db))).rejects.toMatchObject({ code: 'not-found' });
    await expect(view(stranger)).rejects.toMatchObject({ code: 'not-found' });
    await expect(view(world.instructor, theirs)).rejects.toMatchObject({ code: 'not-found' });
    await expect(view(world.instructor, uuidv7())).rejects.toMatchObject({ code: 'not-found' });
    await expect(view(world.instructor, 'no id')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('tells in no two views, and in no difference of views, of fewer than five people', async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(sizes, async (groups) => {
        world = await cohortWorld(db);
        const cohorts = [world.cohortId];
        while (cohorts.length < groups.length) cohorts.push(await second());
        for (const [index, size] of groups.entries())
          await answer(cohorts[index] ?? null, Array<number>(size).fill(1 + (index % 5)));
        const shown = async (cohort: string | null) =>
          Object.values((await view(world.instructor, cohort)).useful ?? {}).reduce((a, b) => a + b, 0);
        const own = await Promise.all(cohorts.map(shown));
        const rest = (await shown(null)) - own.reduce((a, b) => a + b, 0);
        // Nothing is shown at all, or what the sum shows beyond the single views is nobody or at least five.
        for (const count of [...own, rest < 0 ? 0 : rest]) expect(count === 0 || count >= 5).toBe(true);
      }),
      { numRuns: 15 },
    );
  });
});
