import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { dayOf } from '#lib/domain/cohorts/calendar-day.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { cohortInstructors, enrolments } from '#lib/server/db/schema/index.ts';
import { joinCohort } from '#lib/server/services/accounts/join-cohort.ts';
import { viewCohort, type CohortQuestion } from '#lib/server/services/cohorts/view-cohort.ts';
import { reportWatched } from '#lib/server/services/learning/report-watched.ts';
import { startAttempt } from '#lib/server/services/quizzes/start-attempt.ts';
import { coursesOf } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../../support/factories/cohorts.ts';
import { insertCohort, insertEnrolment, insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
const DAY_SECONDS = 86_400;
let world: CohortWorld;

beforeEach(async () => {
  world = await cohortWorld(db);
});

const view = (question: Partial<CohortQuestion> = {}, actor: Actor | null = world.instructor) =>
  viewCohort(world.as(actor), { id: world.cohortId, ...question });

async function rowOf(learner: Actor) {
  const row = (await view()).rows.find(({ userId }) => userId === learner.userId);
  if (!row) throw new Error('The learner is not listed.');
  return row;
}

describe('a cohort', () => {
  test('shows its name, code, course and everybody in it', async () => {
    const sara = await world.join({ nameNative: 'سارا', nameLatin: 'Sara' });
    const fang = await world.join({ nameNative: '王芳', nameLatin: 'Fang' });
    const cohort = await view();
    expect(cohort).toMatchObject({
      cohort: {
        id: world.cohortId,
        name: expect.stringMatching(/^Cohort/) as string,
        joinCode: world.joinCode,
      },
      counts: { learners: 2 },
    });
    expect(cohort.course.courseId).toBe(world.course.courseId);
    expect(cohort.rows).toMatchObject([
      { userId: fang.userId, nameNative: '王芳', nameLatin: 'Fang', email: fang.email },
      { userId: sara.userId, nameNative: 'سارا', nameLatin: 'Sara', email: sara.email },
    ]);
  });

  test('without learners is empty, without an average', async () => {
    expect(await view()).toMatchObject({
      rows: [],
      counts: { learners: 0, needHelp: 0, finished: 0, averagePercent: null },
    });
  });

  test('shows nobody of another cohort, nobody who studies alone', async () => {
    const other = await cohortWorld(db);
    await other.join();
    const alone = await insertUser(db);
    await insertEnrolment(db, alone.userId, world.course.courseId);
    const here = await world.join();
    expect((await view()).rows.map(({ userId }) => userId)).toEqual([here.userId]);
  });

  test('loses a learner who moves to another cohort of the course', async () => {
    const learner = await world.join();
    const next = await insertCohort(db, world.course, []);
    await db.update(enrolments).set({ cohortId: next }).where(eq(enrolments.userId, learner.userId));
    expect((await view()).counts.learners).toBe(0);
    await joinCohort(world.as(learner), { code: world.joinCode });
    expect((await view()).counts.learners).toBe(1);
  });
});

describe('a learner before the first page', () => {
  test('has not started, was never seen, and needs a hand after two weeks', async () => {
    const learner = await world.join();
    expect((await rowOf(learner)).reasons).toEqual([]);
    world.clock.advance(14 * DAY_SECONDS);
    const row = await rowOf(learner);
    expect(row).toMatchObject({
      lastActiveAt: null,
      modulesDone: 0,
      averagePercent: null,
      reasons: [{ reason: 'never-started', days: 14 }],
    });
    expect(row.cells.map(({ moduleKey, state }) => [moduleKey, state])).toEqual([
      ['steel', 'not-started'],
      ['cement', 'not-started'],
    ]);
  });

  test('has a day after the first look into a module, and still has not started', async () => {
    const learner = await world.join();
    await world.visit(learner, 'cement');
    const row = await rowOf(learner);
    expect(row).toMatchObject({ lastActiveAt: world.clock.now(), reasons: [] });
    expect(row.cells.every(({ state }) => state === 'not-started')).toBe(true);
  });
});

describe('a learner against each module', () => {
  test('who read and followed everything lacks the quiz', async () => {
    const learner = await world.join();
    await world.study(learner, 'cement');
    const [steel, cement] = (await rowOf(learner)).cells;
    expect(steel).toMatchObject({ state: 'not-started', bestPercent: null, completedOn: null });
    expect(cement).toMatchObject({ state: 'in-progress', stepsDone: 3, stepsTotal: 4, ways: ['transcript'] });
  });

  test('who watched the lecture through has covered it; half of it is not enough', async () => {
    const learner = await world.join();
    const report = (module: string, seconds: number) =>
      reportWatched(world.as(learner), {
        course: world.course.document.slug,
        module,
        segment: 'lecture',
        way: 'video',
        lengthSeconds: 120,
        position: null,
        ranges: [[0, seconds]],
      });
    for (const [module, seconds] of [
      ['steel', 60],
      ['cement', 120],
    ] as const) {
      await world.visit(learner, module);
      world.clock.advance(120);
      await report(module, seconds);
    }
    const [steel, cement] = (await rowOf(learner)).cells;
    expect([steel?.stepsDone, cement?.stepsDone]).toEqual([0, 1]);
    expect([steel?.ways, cement?.ways]).toEqual([['video'], ['video']]);
    expect([steel?.state, cement?.state]).toEqual(['in-progress', 'in-progress']);
  });

  test('who only opened a quiz has started, without a mark', async () => {
    const learner = await world.join();
    await startAttempt(world.as(learner), { course: world.course.document.slug, module: 'steel' });
    const row = await rowOf(learner);
    expect(row.cells[0]).toMatchObject({ state: 'in-progress', bestPercent: null });
    expect(row).toMatchObject({ averagePercent: null, lastActiveAt: world.clock.now() });
  });

  test('who did all of one module has completed it, at that moment', async () => {
    const learner = await world.join();
    await world.study(learner, 'steel');
    world.clock.advance(600);
    await world.takeQuiz(learner, 'steel', 4);
    const completedOn = dayOf(world.clock.now());
    world.clock.advance(DAY_SECONDS);
    const row = await rowOf(learner);
    expect(row.cells[0]).toEqual({
      moduleKey: 'steel',
      state: 'complete',
      stepsDone: 4,
      stepsTotal: 4,
      attempts: 1,
      bestPercent: 80,
      ways: ['transcript'],
      dueOn: null,
      completedOn,
    });
    expect(row).toMatchObject({ modulesDone: 1, averagePercent: 80, reasons: [] });
  });

  test('has the best mark of each quiz, and their mean', async () => {
    const learner = await world.join();
    for (const right of [1, 3, 2]) await world.takeQuiz(learner, 'steel', right);
    await world.takeQuiz(learner, 'cement', 0);
    const row = await rowOf(learner);
    expect(row.cells.map(({ bestPercent }) => bestPercent)).toEqual([60, 0]);
    expect(row.averagePercent).toBe(30);
  });

  test("is never credited with another learner's progress, nor with another course", async () => {
    const [first, second] = [await world.join(), await world.join()];
    await world.study(first, 'steel');
    await world.takeQuiz(first, 'steel', 5);
    const other = await cohortWorld(db);
    await joinCohort(other.as(second), { code: other.joinCode });
    await other.study(second, 'steel');
    await other.takeQuiz(second, 'steel', 5);
    const row = await rowOf(second);
    expect(row).toMatchObject({ modulesDone: 0, averagePercent: null, lastActiveAt: null });
    expect(row.cells[0]?.state).toBe('not-started');
  });
});

describe('the whole', () => {
  test('counts who may need a hand, who is done, and averages those with a mark', async () => {
    const [done, stuck] = [await world.join(), await world.join()];
    await world.join();
    for (const module of ['steel', 'cement']) {
      await world.study(done, module);
      await world.takeQuiz(done, module, 5);
    }
    for (let time = 0; time < 3; time++) await world.takeQuiz(stuck, 'cement', 2);
    const cohort = await view();
    expect(cohort.counts).toMatchObject({ learners: 3, finished: 1, needHelp: 1, averagePercent: 70 });
    expect((await rowOf(stuck)).reasons).toEqual([
      { reason: 'quiz', moduleKey: 'cement', attempts: 3, bestPercent: 40 },
    ]);
  });

  test('averages a mark of 0 % too, and leaves out who tried nothing', async () => {
    const [none, all] = [await world.join(), await world.join()];
    await world.join();
    await world.takeQuiz(none, 'steel', 0);
    await world.takeQuiz(all, 'cement', 5);
    expect((await view()).counts.averagePercent).toBe(50);
  });

  test('counts everybody, whatever is shown', async () => {
    await world.join();
    const cohort = await view({ words: 'nobody like this' });
    expect(cohort).toMatchObject({
      rows: [],
      chosen: null,
      counts: { learners: 1 },
      words: 'nobody like this',
    });
  });

  test('tells after 14 days who stayed away, but not of somebody who is done', async () => {
    const [away, done] = [await world.join(), await world.join()];
    for (const module of ['steel', 'cement']) {
      await world.study(done, module);
      await world.takeQuiz(done, module, 5);
    }
    await world.visit(away, 'steel');
    world.clock.advance(13 * DAY_SECONDS);
    expect((await view()).counts.needHelp).toBe(0);
    world.clock.advance(DAY_SECONDS);
    expect((await view()).counts.needHelp).toBe(1);
    expect((await rowOf(away)).reasons).toEqual([{ reason: 'away', days: 14 }]);
    expect((await rowOf(done)).reasons).toEqual([]);
  });
});

describe('what is shown', () => {
  let names: Map<string, string>;

  beforeEach(async () => {
    const anna = await world.join({ nameLatin: 'Anna' });
    const boris = await world.join({ nameLatin: 'Boris' });
    const chen = await world.join({ nameLatin: 'Chen' });
    names = new Map(
      [anna, boris, chen].map(({ userId }, index) => [userId, ['Anna', 'Boris', 'Chen'][index] ?? '']),
    );
    await world.study(chen, 'steel');
    await world.takeQuiz(chen, 'steel', 5);
    world.clock.advance(60);
    await world.visit(anna, 'cement');
    await world.takeQuiz(anna, 'cement', 2);
  });

  test.each<[Partial<CohortQuestion>, string[]]>([
    [{}, ['Anna', 'Boris', 'Chen']],
    [{ direction: 'desc' }, ['Chen', 'Boris', 'Anna']],
    [{ sort: 'mark', direction: 'desc' }, ['Chen', 'Anna', 'Boris']],
    [{ sort: 'seen', direction: 'desc', words: 'b' }, ['Boris']],
    [{ sort: 'done', direction: 'desc' }, ['Chen', 'Boris', 'Anna']],
    [{ sort: 'steel', direction: 'desc' }, ['Chen', 'Boris', 'Anna']],
    [{ sort: 'cement', direction: 'desc', words: 'a' }, ['Anna']],
    [{ show: 'needs-help' }, []],
    [{ show: 'not-started' }, ['Boris']],
    [{ show: 'in-progress', sort: 'name', direction: 'desc' }, ['Chen', 'Anna']],
    [{ words: ' bor ' }, ['Boris']],
    [{ show: 'finished' }, []],
    [{ show: 'behind' }, []],
    [{ words: 'EXAMPLE an' }, ['Anna']],
    [{ words: "a':* | 'b" }, []],
    [{ show: 'nonsense', sort: '__proto__', direction: 'sideways' }, ['Anna', 'Boris', 'Chen']],
  ])('of %j is %j', async (question, expected) => {
    const { rows } = await view(question);
    expect(rows.map(({ userId }) => names.get(userId))).toEqual(expected);
  });

  test('is who has an address that begins so, or stands behind its @', async () => {
    const aida = await world.join({ email: 'aida.k@energy.kz' });
    const namesake = await world.join({ email: 'aida.k@steel.kz' });
    const found = async (words: string) => (await view({ words })).rows.map(({ userId }) => userId).sort();
    expect(await found('aida.k@ENER')).toEqual([aida.userId]);
    expect(await found('aida.k@')).toEqual([aida.userId, namesake.userId].sort());
    expect(await found('@steel.kz')).toEqual([namesake.userId]);
    expect(await found('aida@energy.kz')).toEqual([]);
  });

  test('is said again, with what is unknown left out', async () => {
    const asked = { show: 'nope', sort: 'transport', direction: 'desc', words: 'x'.repeat(500) };
    expect(await view(asked)).toMatchObject({
      filter: 'all',
      order: { by: 'name', descending: true },
      words: 'x'.repeat(100),
    });
    expect(await view({ show: 'finished', sort: 'steel', words: null })).toMatchObject({
      filter: 'finished',
      order: { by: 'steel', descending: false },
      words: '',
    });
  });

  test('lists people of one name in the order in which they registered, whenever they joined', async () => {
    const [first, second] = [await insertUser(db), await insertUser(db)];
    for (const person of [second, first]) await joinCohort(world.as(person), { code: world.joinCode });
    const { rows } = await view({ words: 'Aigerim' });
    expect(rows.map(({ userId }) => userId)).toEqual([first.userId, second.userId]);
  });
});

describe('a long list', () => {
  const all = async (question: Partial<CohortQuestion>) => {
    const pages: string[][] = [];
    for (let after: string | null = null; ;) {
      const page = await view({ ...question, after });
      pages.push(page.rows.map(({ userId }) => userId));
      if (!page.next || pages.length > 9) return pages;
      after = page.next;
    }
  };

  test('comes in pages of fifty that together hold everybody once, in every order', async () => {
    const learners = [];
    for (let index = 0; index < 103; index++)
      learners.push(await world.join({ nameLatin: `Learner ${index % 7}` }));
    for (const learner of learners.slice(0, 60)) await world.visit(learner, 'steel');
    for (const learner of learners.slice(20, 40)) await world.takeQuiz(learner, 'steel', 3);
    for (const sort of ['name', 'seen', 'mark', 'done', 'due', 'steel', 'cement'])
      for (const direction of ['asc', 'desc']) {
        const pages = await all({ sort, direction });
        expect(
          pages.map(({ length }) => length),
          `${sort} ${direction}`,
        ).toEqual([50, 50, 3]);
        expect(new Set(pages.flat()).size).toBe(103);
      }
    expect((await all({ show: 'not-started', sort: 'seen' })).flat()).toHaveLength(83);
  });

  test('begins at the beginning where its address was changed by hand', async () => {
    await world.join();
    for (const after of ['x', "'; drop table users", `${world.cohortId}.n1e999`, `${world.cohortId}.s\0`])
      expect((await view({ after })).rows).toHaveLength(1);
  });
});

describe('a cohort is not there', () => {
  test('for learners, also its own, and for instructors of others', async () => {
    const member = await world.join();
    const other = await cohortWorld(db);
    for (const actor of [member, await insertUser(db), other.instructor])
      await expect(view({}, actor)).rejects.toMatchObject({ code: 'not-found' });
    expect((await view({}, world.instructor)).cohort.id).toBe(world.cohortId);
  });

  test('for a visitor, who is asked to log in', async () => {
    await expect(view({}, null)).rejects.toMatchObject({ code: 'login-required' });
  });

  test('for somebody who is named as its instructor without that role any more', async () => {
    const former = await insertUser(db, { role: 'learner' });
    await db.insert(cohortInstructors).values({ cohortId: world.cohortId, userId: former.userId });
    await expect(view({}, former)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('while its course is not published', async () => {
    const ctx = { ...world.as(world.instructor), courses: coursesOf([]) };
    await expect(viewCohort(ctx, { id: world.cohortId })).rejects.toMatchObject({ code: 'not-found' });
  });

  test.each([[''], ['x'], ['\0'], ["' or 1=1"], ['-'.repeat(36)], ['00000000-0000-7000-8000-000000000000']])(
    'at %j, not even for an administrator',
    async (id) => {
      const admin = await insertUser(db, { role: 'admin' });
      for (const actor of [admin, world.instructor])
        await expect(view({ id }, actor)).rejects.toMatchObject({ code: 'not-found' });
    },
  );

  test('is not true for an administrator, who teaches nobody', async () => {
    const learner = await world.join();
    const admin = await insertUser(db, { role: 'admin' });
    expect((await view({}, admin)).rows).toMatchObject([{ userId: learner.userId }]);
  });
});
