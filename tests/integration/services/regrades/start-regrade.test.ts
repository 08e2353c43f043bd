import { beforeEach, describe, expect, test } from 'vitest';
import { regrades } from '#lib/server/db/schema/index.ts';
import { createMemoryJobs } from '#lib/server/jobs/jobs-memory.ts';
import { startRegrade } from '#lib/server/services/regrades/start-regrade.ts';
import { resumeRegrades } from '#lib/server/services/regrades/resume-regrades.ts';
import { viewRegrade } from '#lib/server/services/regrades/view-regrade.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertUser } from '../../../support/factories/learning.ts';
import { regradeWorld, type RegradeWorld } from '../../../support/factories/regrades.ts';

const { db } = await freshDatabase();
let world: RegradeWorld;

beforeEach(async () => {
  world = await regradeWorld(db);
});

const ROWS = () => db.$count(regrades);

describe('a regrade', () => {
  test('is one row and one job, asked for by an instructor of the course', async () => {
    const jobs = createMemoryJobs();
    const { regradeId } = await startRegrade(world.as(world.instructor, { jobs }), {
      ...world.address,
      policy: 'new-only',
      revision: world.revision(),
    });
    expect(jobs.waiting).toEqual([{ name: 'regrade', data: { regradeId } }]);
    expect(await world.regrade(regradeId)).toMatchObject({
      courseId: world.course.courseId,
      moduleKey: 'steel',
      policy: 'new-only',
      toRevisionId: world.revision(),
      requestedBy: world.instructor.userId,
      finishedAt: null,
    });
  });

  test('is not there when its job could not be enqueued', async () => {
    const before = await ROWS();
    const jobs = { enqueue: () => Promise.reject(new Error('no queue')) };
    const asked = startRegrade(world.as(world.instructor, { jobs }), {
      ...world.address,
      policy: 'new-only',
      revision: world.revision(),
    });
    await expect(asked).rejects.toThrow('no queue');
    expect(await ROWS()).toBe(before);
  });

  test('may be asked for by an administrator', async () => {
    const admin = await insertUser(db, { role: 'admin' });
    expect(await world.regrade(await world.ask('full-credit', { actor: admin }))).toMatchObject({
      requestedBy: admin.userId,
    });
  });

  test('is refused while one of the same question is not finished, also when ten are asked for at once', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 10 }, () => world.ask('new-only')));
    const started = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(started).toHaveLength(1);
    for (const one of asked)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'regrade-running' });
    await world.run(started[0] ?? '');
    await world.ask('full-credit');
  });

  test('is refused when the question was corrected after the dry run', async () => {
    const revision = world.revision();
    await world.correct();
    await expect(world.ask('new-only', { revision })).rejects.toMatchObject({ code: 'question-changed' });
  });

  test('is refused under a policy that there is none of', async () => {
    await expect(world.ask('free' as never)).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('does not exist for learners, for instructors of other courses, nor for visitors', async () => {
    const { instructor: stranger } = await regradeWorld(db);
    const idle = await insertUser(db, { role: 'instructor' });
    const id = await world.ask('new-only');
    const before = await ROWS();
    for (const actor of [await world.join(), stranger, idle]) {
      await expect(world.ask('full-credit', { actor })).rejects.toMatchObject({ code: 'not-found' });
      await expect(viewRegrade(world.as(actor), { ...world.address, regradeId: id })).rejects.toMatchObject({
        code: 'not-found',
      });
    }
    await expect(world.ask('full-credit', { actor: null })).rejects.toMatchObject({ code: 'login-required' });
    expect(await ROWS()).toBe(before);
  });
});

describe('its progress', () => {
  test('is seen by an instructor of the course', async () => {
    const id = await world.ask('new-only');
    const seen = await viewRegrade(world.as(world.instructor), { ...world.address, regradeId: id });
    expect(seen.regrade).toMatchObject({ id, examined: 0, finishedAt: null });
  });

  test.each(['x', '00000000-0000-7000-8000-000000000000'])('at %s is nothing', async (regradeId) => {
    await expect(
      viewRegrade(world.as(world.instructor), { ...world.address, regradeId }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  test('of another question is not shown under this one', async () => {
    const id = await world.ask('new-only');
    await expect(
      viewRegrade(world.as(world.instructor), { ...world.address, key: 'steel-q02', regradeId: id }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});

test('an instance that starts goes on with what is not finished, and with nothing else', async () => {
  await db.delete(regrades);
  const done = await world.ask('new-only');
  await world.run(done);
  const open = await world.ask('full-credit');
  const jobs = createMemoryJobs();
  await resumeRegrades(world.as(null, { jobs }));
  expect(jobs.waiting).toEqual([{ name: 'regrade', data: { regradeId: open } }]);
});
