import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { cohorts, moduleDeadlines } from '#lib/server/db/schema/index.ts';
import { exportOverview } from '#lib/server/services/cohorts/export-overview.ts';
import { viewOverview } from '#lib/server/services/cohorts/view-overview.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../../support/factories/cohorts.ts';
import { insertCohort, insertUser } from '../../../support/factories/learning.ts';
import { csvLines } from '../../../support/table-text.ts';

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

  test('as a file has a line for each cohort with the counts of the page, archived ones too, and is no visit', async () => {
    const done = await world.join();
    await world.join();
    for (const module of ['steel', 'cement']) {
      await world.study(done, module);
      await world.takeQuiz(done, module, 4);
    }
    const archived = await insertCohort(db, world.course, [world.instructor.userId]);
    await db.update(cohorts).set({ archivedAt: world.clock.now() }).where(eq(cohorts.id, archived));
    await db
      .update(cohorts)
      .set({ name: '=Spring', startsOn: '2026-01-05', endsOn: '2026-06-30' })
      .where(eq(cohorts.id, world.cohortId));
    const table = await exportOverview(world.as(world.instructor));
    const { title } = world.course.document;
    const none = Array.from({ length: 11 }, () => 0);
    const [head, line] = await csvLines(await exportOverview(world.as(world.instructor)));
    expect(await Array.fromAsync(table.rows)).toEqual([
      ['=Spring', title, '2026-01-05', '2026-06-30', 'no', 2, 1, 0, 80, 0, 0, 1, 1, ...none, 1],
      [expect.any(String), title, null, null, 'yes', 0, 0, 0, null, 0, 0, 0, 0, ...none, 0],
    ]);
    expect(head).toMatch(/,Finished,Finished in the week from 2025-12-09,.*week from 2026-02-24$/);
    expect(line).toMatch(/^'=Spring,/);
    world.clock.advance(DAY_SECONDS);
    expect((await first()).since).toBeNull();
  });

  test('as a file holds the cohorts of its reader only', async () => {
    const admin = await insertUser(db, { role: 'admin' });
    const other = await insertUser(db, { role: 'instructor' });
    const file = (actor: Actor | null) => exportOverview(world.as(actor));
    await insertCohort(db, world.course, []);
    expect((await file(admin)).total).toBe(2);
    expect((await file(world.instructor)).total).toBe(1);
    expect(await Array.fromAsync((await file(other)).rows)).toEqual([]);
    await expect(file(await world.join())).rejects.toMatchObject({ code: 'not-found' });
    await expect(file(null)).rejects.toMatchObject({ code: 'login-required' });
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
