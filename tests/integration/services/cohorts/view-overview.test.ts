import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { cohorts, moduleDeadlines } from '#lib/server/db/schema/index.ts';
import { viewOverview } from '#lib/server/services/cohorts/view-overview.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../../support/factories/cohorts.ts';
import { insertCohort, insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
const DAY_SECONDS = 86_400;
let world: CohortWorld;

beforeEach(async () => {
  await db.delete(cohorts);
  world = await cohortWorld(db);
});

const overview = (actor: Actor | null = world.instructor) => viewOverview(world.as(actor));
const first = async (actor?: Actor) => {
  const [cohort] = await overview(actor);
  if (!cohort) throw new Error('No cohort.');
  return cohort;
};

describe('the overview', () => {
  test('parts a cohort into four groups, and counts who was active and who finished', async () => {
    const [done, behind, onTrack] = [await world.join(), await world.join(), await world.join()];
    await world.join();
    for (const module of ['steel', 'cement']) {
      await world.study(done, module);
      await world.takeQuiz(done, module, 5);
    }
    for (const learner of [behind, onTrack]) await world.study(learner, 'cement');
    await world.study(onTrack, 'steel');
    await world.takeQuiz(onTrack, 'steel', 5);
    await db
      .insert(moduleDeadlines)
      .values({ cohortId: world.cohortId, moduleKey: 'steel', dueOn: '2026-03-01' });
    const { counts, weeks } = await first();
    expect(counts).toEqual({
      learners: 4,
      notStarted: 1,
      onTrack: 1,
      behind: 1,
      finished: 1,
      activeThisWeek: 3,
      needHelp: 2,
      averagePercent: 100,
    });
    expect(weeks).toHaveLength(12);
    expect(weeks.at(-1)).toEqual({ from: '2026-02-24', count: 1 });
  });

  test('says nothing at the first visit, then what changed since the last one', async () => {
    const learner = await world.join();
    expect((await first()).since).toBeNull();
    await world.join();
    await world.study(learner, 'steel');
    world.clock.advance(60);
    expect((await first()).since).toBeNull();
    world.clock.advance(DAY_SECONDS);
    await world.takeQuiz(learner, 'steel', 5);
    const { since } = await first();
    expect(since?.changes).toEqual({ learners: 0, started: 0, finished: 0, passed: 1, needHelp: 0 });
    world.clock.advance(60);
    expect((await first()).since).toEqual(since);
  });

  test('shows an instructor their own cohorts, an administrator all, others nothing', async () => {
    const admin = await insertUser(db, { role: 'admin' });
    const other = await insertUser(db, { role: 'instructor' });
    await insertCohort(db, world.course, [other.userId]);
    expect(await overview(admin)).toHaveLength(2);
    expect((await overview(other)).map(({ id }) => id)).not.toContain(world.cohortId);
    await expect(overview(await world.join())).rejects.toMatchObject({ code: 'not-found' });
    await expect(overview(null)).rejects.toMatchObject({ code: 'login-required' });
  });
});
