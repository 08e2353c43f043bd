import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { cohortInstructors, cohorts, enrolments, sectionReads } from '#lib/server/db/schema/index.ts';
import {
  moveLearners,
  putBackLearners,
  takeOutLearners,
} from '#lib/server/services/cohorts/move-learners.ts';
import { viewPeople } from '#lib/server/services/cohorts/view-people.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertCohort, insertPlainCourse, insertUser } from '../../../support/factories/learning.ts';
import { staffedCohort, type StaffedCohort } from '../../../support/factories/staffed-cohort.ts';

const { db } = await freshDatabase();
let world: StaffedCohort;
let learner: Awaited<ReturnType<StaffedCohort['member']>>;

beforeEach(async () => {
  world = await staffedCohort(db);
  learner = await world.member();
});

const teach = (cohortId: string) =>
  db.insert(cohortInstructors).values({ cohortId, userId: world.instructor.userId });
const move = (to: string, userIds = [learner.userId], ctx = world.as(world.instructor)) =>
  moveLearners(ctx, { cohortId: world.cohortId, userIds, to });
const takeOut = (userIds = [learner.userId], ctx = world.as(world.instructor)) =>
  takeOutLearners(ctx, { cohortId: world.cohortId, userIds });
const putBack = (at: Date | string, ctx = world.as(world.instructor)) =>
  putBackLearners(ctx, {
    cohortId: world.cohortId,
    at: typeof at === 'string' ? at : String(at.getTime()),
  });

describe('moving learners', () => {
  test('takes them to another cohort of theirs, with all they did', async () => {
    await teach(world.otherId);
    const read = { moduleKey: 'module-1', sectionKey: 'one', readAt: new Date() };
    await db
      .insert(sectionReads)
      .values({ userId: learner.userId, courseId: world.course.courseId, ...read });
    const second = await world.member();
    expect(await move(world.otherId, [learner.userId, second.userId])).toEqual({ moved: 2 });
    expect(await world.cohortOf(learner.userId)).toBe(world.otherId);
    expect(await world.cohortOf(second.userId)).toBe(world.otherId);
    const kept = await db.select().from(sectionReads).where(eq(sectionReads.userId, learner.userId));
    expect(kept).toHaveLength(1);
    expect(await world.actsOf(learner.userId)).toMatchObject([
      { action: 'learner.move', details: { from: (await world.cohort()).name } },
    ]);
  });

  test.each(['of another instructor', 'that is archived', 'of another course', 'itself', 'that is none'])(
    'to a cohort %s is refused',
    async (which) => {
      const targets: Record<string, () => Promise<string>> = {
        'of another instructor': () => Promise.resolve(world.otherId),
        'that is archived': async () => {
          const id = await insertCohort(db, world.course, [world.instructor.userId]);
          await db.update(cohorts).set({ archivedAt: new Date() }).where(eq(cohorts.id, id));
          return id;
        },
        'of another course': async () =>
          insertCohort(db, await insertPlainCourse(db), [world.instructor.userId]),
        itself: () => Promise.resolve(world.cohortId),
        'that is none': () => Promise.resolve('x'),
      };
      await expect(move((await targets[which]?.()) ?? '')).rejects.toMatchObject({
        details: { fields: { to: 'cohort-unknown' } },
      });
      expect(await world.cohortOf(learner.userId)).toBe(world.cohortId);
    },
  );

  test('of nobody is asked for', async () => {
    await teach(world.otherId);
    await expect(move(world.otherId, [])).rejects.toMatchObject({
      details: { fields: { people: 'nobody-chosen' } },
    });
  });

  test('who are in another cohort is not possible, and takes nobody along', async () => {
    await teach(world.otherId);
    const foreign = await world.member({}, world.otherId);
    const free = await world.member({}, null);
    for (const wrong of [foreign.userId, free.userId, 'x'])
      await expect(move(world.otherId, [learner.userId, wrong])).rejects.toMatchObject({ code: 'not-found' });
    expect(await world.cohortOf(learner.userId)).toBe(world.cohortId);
  });

  test("out of somebody else's cohort is not possible", async () => {
    for (const actor of [world.other, learner]) {
      const ctx = world.as(actor);
      await expect(move(world.otherId, [learner.userId], ctx)).rejects.toMatchObject({ code: 'not-found' });
      await expect(takeOut([learner.userId], ctx)).rejects.toMatchObject({ code: 'not-found' });
    }
    expect(await world.cohortOf(learner.userId)).toBe(world.cohortId);
  });
});

describe('taking learners out', () => {
  test('leaves them in the course, and puts them back', async () => {
    const { at } = await takeOut();
    expect(await world.cohortOf(learner.userId)).toBeNull();
    expect((await viewPeople(world.as(world.instructor), world)).learners).toBe(0);
    expect(await putBack(at)).toEqual({ back: 1 });
    expect(await world.cohortOf(learner.userId)).toBe(world.cohortId);
    expect((await world.actsOf(learner.userId)).map(({ action }) => action)).toEqual([
      'learner.put-back',
      'learner.take-out',
    ]);
  });

  test('does not put back who joined another cohort meanwhile', async () => {
    const { at } = await takeOut();
    await db.update(enrolments).set({ cohortId: world.otherId }).where(eq(enrolments.userId, learner.userId));
    expect(await putBack(at)).toEqual({ back: 0 });
    expect(await world.cohortOf(learner.userId)).toBe(world.otherId);
  });

  test('is undone by the one who did it only, and nobody else is pulled in', async () => {
    const { at } = await takeOut();
    await world.member({}, null);
    for (const [when, ctx] of [
      [at, world.as(world.admin)],
      [at, world.as(world.other)],
      ['', world.as(world.instructor)],
      ['1', world.as(world.instructor)],
      ['x', world.as(world.instructor)],
    ] as const)
      await expect(putBack(when, ctx)).rejects.toMatchObject({ code: 'not-found' });
    expect(await world.cohortOf(learner.userId)).toBeNull();
  });

  test('cannot be undone in an archived cohort', async () => {
    const { at } = await takeOut();
    await world.archive();
    await expect(putBack(at)).rejects.toMatchObject({ code: 'cohort-archived' });
  });
});

describe('the list of who is in', () => {
  const shown = async (given: Partial<Parameters<typeof viewPeople>[1]> = {}) =>
    viewPeople(world.as(world.instructor), { cohortId: world.cohortId, ...given });

  test('is in the order of the Latin names, page by page, each once', async () => {
    for (let number = 0; number < 60; number++)
      await world.member({ nameLatin: `Person ${String(number % 30).padStart(2, '0')}` });
    const first = await shown();
    expect(first.learners).toBe(61);
    expect(first.people).toHaveLength(50);
    const second = await shown({ after: first.next });
    expect(second.next).toBeNull();
    const all = [...first.people, ...second.people];
    expect(new Set(all.map(({ userId }) => userId)).size).toBe(61);
    const names = all.map(({ nameLatin }) => nameLatin.toLowerCase());
    expect(names).toEqual([...names].sort());
  });

  test.each(['sor', 'ÖYKÜ', 'öykü sor', 'oyku@', "o'h", "\\ ' :* &"])('finds %j', async (words) => {
    await world.member({
      nameNative: "Öykü O'Hara",
      nameLatin: 'Oyku Sorgun',
      email: `oyku@${world.cohortId}.org`,
    });
    const isFound = (await shown({ words })).people.length;
    expect(isFound).toBe(words.includes('\\') ? 0 : 1);
  });

  test('begins anew at a place that is none', async () => {
    for (const after of ['', 'x', '\0', 'x.y', `${learner.userId}`])
      expect((await shown({ after })).learners).toBe(1);
  });

  test('names cohorts to move to: those of the same course that one may change', async () => {
    const own = await insertCohort(db, world.course, [world.instructor.userId]);
    await insertCohort(db, await insertPlainCourse(db), [world.instructor.userId]);
    expect((await shown()).targets.map(({ id }) => id)).toEqual([own]);
    const asAdmin = await viewPeople(world.as(world.admin), world);
    expect(asAdmin.targets.map(({ id }) => id).sort()).toEqual([own, world.otherId].sort());
  });

  test("is nobody else's", async () => {
    for (const actor of [world.other, learner, await insertUser(db)])
      await expect(viewPeople(world.as(actor), world)).rejects.toMatchObject({ code: 'not-found' });
  });
});
