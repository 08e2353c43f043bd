import { beforeEach, describe, expect, test } from 'vitest';
import { archiveCohort, restoreCohort } from '#lib/server/services/cohorts/archive-cohort.ts';
import { changeJoining, renewJoinCode } from '#lib/server/services/cohorts/change-joining.ts';
import { changeSettings, viewSettings } from '#lib/server/services/cohorts/change-settings.ts';
import { freshDatabase } from '../../../support/database.ts';
import { staffedCohort, type StaffedCohort } from '../../../support/factories/staffed-cohort.ts';

const { db } = await freshDatabase();
let world: StaffedCohort;

beforeEach(async () => {
  world = await staffedCohort(db);
});

const typed = (given: Partial<Parameters<typeof changeSettings>[1]> = {}) => ({
  cohortId: world.cohortId,
  name: 'Spring',
  startsOn: '2026-03-01',
  endsOn: '',
  inactiveDays: '21',
  deadlines: new Map([['module-1', '2026-03-12']]),
  ...given,
});
const joining = { mode: 'approval', limit: '30', closes: '2026-04-01T12:00' };

describe('the settings of a cohort', () => {
  test('are changed by its instructor, and the log says what changed', async () => {
    await changeSettings(world.as(world.instructor), typed());
    expect(await viewSettings(world.as(world.instructor), world.cohortId)).toMatchObject({
      cohort: { name: 'Spring', startsOn: '2026-03-01', endsOn: '', inactiveDays: 21, archivedAt: null },
      modules: [
        { key: 'module-1', dueOn: '2026-03-12' },
        { key: 'module-2', dueOn: '' },
      ],
    });
    expect(await world.actsOf(world.cohortId)).toEqual([
      { action: 'cohort.settings', details: { fields: 'name,startsOn,inactiveDays,module-1' } },
    ]);
  });

  test('saved again as they are leave no trace', async () => {
    await changeSettings(world.as(world.instructor), typed());
    await changeSettings(world.as(world.instructor), typed());
    expect(await world.actsOf(world.cohortId)).toHaveLength(1);
  });

  test('a day that is emptied is gone, and a module that is not named keeps its day', async () => {
    const ctx = world.as(world.admin);
    const both = [
      ['module-1', '2026-03-12'],
      ['module-2', '2026-03-20'],
    ] as const;
    await changeSettings(ctx, typed({ deadlines: new Map(both) }));
    await changeSettings(ctx, typed({ deadlines: new Map([['module-1', '']]) }));
    const { modules } = await viewSettings(ctx, world.cohortId);
    expect(modules.map(({ dueOn }) => dueOn)).toEqual(['', '2026-03-20']);
  });

  test('a module that the course does not have is passed over', async () => {
    await changeSettings(
      world.as(world.instructor),
      typed({ deadlines: new Map([['ghost', '2026-03-12']]) }),
    );
    const { modules } = await viewSettings(world.as(world.instructor), world.cohortId);
    expect(modules.map(({ dueOn }) => dueOn)).toEqual(['', '']);
  });

  test('one wrong field refuses everything', async () => {
    const wrong = typed({ name: 'Other', deadlines: new Map([['module-2', '2026-02-30']]) });
    await expect(changeSettings(world.as(world.instructor), wrong)).rejects.toMatchObject({
      code: 'invalid-input',
      details: { fields: { 'due.module-2': 'day-wrong' } },
    });
    expect((await world.cohort()).name).not.toBe('Other');
  });
});

describe('the address of a cohort', () => {
  test('is set by its instructor', async () => {
    await changeJoining(world.as(world.instructor), { ...joining, cohortId: world.cohortId });
    expect(await world.cohort()).toMatchObject({
      joinMode: 'approval',
      joinLimit: 30,
      joinClosesAt: new Date('2026-04-01T12:00:00Z'),
    });
    expect(await world.actsOf(world.cohortId)).toEqual([
      {
        action: 'cohort.joining',
        details: { joinMode: 'approval', limit: 30, closesAt: '2026-04-01T12:00' },
      },
    ]);
  });

  test('cannot be set to what is no number', async () => {
    const wrong = { ...joining, limit: 'x', cohortId: world.cohortId };
    await expect(changeJoining(world.as(world.instructor), wrong)).rejects.toMatchObject({
      details: { fields: { limit: 'limit-wrong' } },
    });
  });

  test('made anew is another one', async () => {
    await renewJoinCode(world.as(world.instructor), { cohortId: world.cohortId });
    const { joinCode } = await world.cohort();
    expect(joinCode).toMatch(/^[2-9a-z]{16}$/);
    expect(joinCode).not.toBe(world.joinCode);
  });
});

describe('an archive', () => {
  test('is entered and left, each once', async () => {
    const ctx = world.as(world.instructor);
    await archiveCohort(ctx, world);
    await archiveCohort(ctx, world);
    expect((await world.cohort()).archivedAt).toEqual(ctx.now());
    await restoreCohort(ctx, world);
    expect((await world.cohort()).archivedAt).toBeNull();
    expect((await world.actsOf(world.cohortId)).map(({ action }) => action)).toEqual([
      'cohort.archive',
      'cohort.restore',
    ]);
  });
});

describe("somebody else's cohort", () => {
  const acts: [string, (ctx: ReturnType<StaffedCohort['as']>, cohortId: string) => Promise<unknown>][] = [
    ['is not shown', viewSettings],
    ['is not changed', (ctx, cohortId) => changeSettings(ctx, typed({ cohortId }))],
    ['gets no other way to join', (ctx, cohortId) => changeJoining(ctx, { ...joining, cohortId })],
    ['gets no other code', (ctx, cohortId) => renewJoinCode(ctx, { cohortId })],
    ['is not archived', (ctx, cohortId) => archiveCohort(ctx, { cohortId })],
    ['is not restored', (ctx, cohortId) => restoreCohort(ctx, { cohortId })],
  ];

  test.each(acts)('%s', async (_fact, act) => {
    const learner = await world.member();
    for (const actor of [world.other, learner])
      await expect(act(world.as(actor), world.cohortId)).rejects.toMatchObject({ code: 'not-found' });
    await expect(act(world.as(null), world.cohortId)).rejects.toMatchObject({ code: 'login-required' });
    for (const id of ['', 'x', '\0', world.course.courseId])
      await expect(act(world.as(world.admin), id)).rejects.toMatchObject({ code: 'not-found' });
  });
});
