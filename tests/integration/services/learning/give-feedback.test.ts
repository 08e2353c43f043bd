import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { moduleFeedback } from '#lib/server/db/schema/index.ts';
import { giveFeedback, viewOwnFeedback } from '#lib/server/services/learning/give-feedback.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../../support/factories/cohorts.ts';
import { insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
let world: CohortWorld;
let learner: Actor;

beforeEach(async () => {
  await db.delete(moduleFeedback);
  world = await cohortWorld(db);
  learner = await world.join();
  await world.study(learner, 'steel');
  await world.takeQuiz(learner, 'steel', 5);
});

const at = (module = 'steel') => ({ course: world.course.document.slug, module });
const give = (given: { useful?: string; unclear?: string } = {}, actor = learner, module = 'steel') =>
  giveFeedback(world.as(actor), { ...at(module), useful: '4', unclear: '', ...given });

describe('feedback on a module', () => {
  test('is kept, and replaced when it is given again', async () => {
    await give({ unclear: ' The second figure\n' });
    expect(await viewOwnFeedback(world.as(learner), at())).toMatchObject({
      isComplete: true,
      given: { useful: 4, unclear: 'The second figure' },
    });
    world.clock.advance(60);
    await give({ useful: '2' });
    expect(await db.select().from(moduleFeedback)).toEqual([
      {
        userId: learner.userId,
        courseId: world.course.courseId,
        moduleKey: 'steel',
        useful: 2,
        unclear: '',
        givenAt: world.clock.now(),
      },
    ]);
  });

  test.each(['', '0', '6', '4.5', 'four'])('needs one of the five answers: not "%s"', async (useful) => {
    await expect(give({ useful })).rejects.toMatchObject({
      code: 'invalid-input',
      details: { fields: { useful: 'choice-missing' } },
    });
  });

  test('takes at most 2,000 characters', async () => {
    await give({ unclear: 'x'.repeat(2_000) });
    await expect(give({ unclear: 'x'.repeat(2_001) })).rejects.toMatchObject({
      details: { fields: { unclear: 'text-long' } },
    });
  });

  test('is for a completed module only', async () => {
    expect(await viewOwnFeedback(world.as(learner), at('cement'))).toMatchObject({
      isComplete: false,
      given: null,
    });
    await expect(give({}, learner, 'cement')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is for enrolled learners only', async () => {
    const stranger = await insertUser(db);
    await expect(viewOwnFeedback(world.as(stranger), at())).rejects.toMatchObject({ code: 'not-found' });
    await expect(give({}, stranger)).rejects.toMatchObject({ code: 'not-found' });
    await expect(give({}, learner, 'nothing')).rejects.toMatchObject({ code: 'not-found' });
    await expect(giveFeedback(world.as(null), { ...at(), useful: '4', unclear: '' })).rejects.toMatchObject({
      code: 'login-required',
    });
  });
});
