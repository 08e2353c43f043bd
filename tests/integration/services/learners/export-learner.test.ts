import { v7 as uuidv7 } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import type { Ctx } from '#lib/server/context.ts';
import { learnerNotes } from '#lib/server/db/schema/index.ts';
import { joinCohort } from '#lib/server/services/accounts/join-cohort.ts';
import { extendDeadlines } from '#lib/server/services/cohorts/extend-deadline.ts';
import { viewLearner } from '#lib/server/services/cohorts/view-learner.ts';
import { exportLearnerAttempts } from '#lib/server/services/learners/export-learner-attempts.ts';
import { exportLearnerModules } from '#lib/server/services/learners/export-learner-modules.ts';
import { exportTimeline, type TimelineWords } from '#lib/server/services/learners/export-timeline.ts';
import { writeNote } from '#lib/server/services/learners/write-note.ts';
import { startAttempt } from '#lib/server/services/quizzes/start-attempt.ts';
import { coursesOf } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../../support/factories/cohorts.ts';
import { insertUser } from '../../../support/factories/learning.ts';
import { csvLines } from '../../../support/table-text.ts';

const { db } = await freshDatabase();
let world: CohortWorld;
let learner: Actor & { email: string };

beforeEach(async () => {
  world = await cohortWorld(db);
  learner = await world.join({ nameNative: 'نرگس رضایی', nameLatin: 'Narges Rezaei' });
});

const WORDS: TimelineWords = { kind: (kind) => kind, facts: (details) => Object.keys(details) };
const staff = () => world.as(world.instructor);
const asked = (course: string | null = null) => ({ userId: learner.userId, course });
const modules = (ctx: Ctx, course: string | null = null) =>
  exportLearnerModules(ctx, asked(course), ({ key, covered }) => `${key} ${covered ? 'done' : 'open'}`);
const attempts = (ctx: Ctx, course: string | null = null) =>
  exportLearnerAttempts(ctx, asked(course), (state) => state);
const timeline = (ctx: Ctx) => exportTimeline(ctx, learner.userId, WORDS);
const rowsOf = async <T>(table: Promise<{ rows: AsyncIterable<T> }>) => Array.fromAsync((await table).rows);

test('the modules of a learner are a file with what the page shows of each', async () => {
  await world.study(learner, 'steel');
  await world.takeQuiz(learner, 'steel', 4);
  const completedAt = world.clock.now();
  const table = await modules(staff());
  expect(table).toMatchObject({ name: 'نرگس رضایی Modules of this learner', total: 2 });
  const { title } = world.course.document;
  expect(await Array.fromAsync(table.rows)).toEqual([
    [title, 'The steel industry', 'Complete', completedAt, 2, 2, 1, 1, 'lecture done', 1, 80],
    [title, expect.any(String), 'Not started', null, 0, 2, 0, 1, 'lecture open', 0, null],
  ]);
});

test('the attempts of a learner are a file, newest first, an open one without a mark', async () => {
  await world.takeQuiz(learner, 'steel', 1);
  const at = world.clock.now();
  world.clock.advance(3600);
  await startAttempt(world.as(learner), { course: world.course.document.slug, module: 'cement' });
  const rows = await rowsOf(attempts(staff()));
  expect(rows.map((row) => row.slice(2))).toEqual([
    [1, 'in_progress', world.clock.now(), null, 'no', null, null, null, ''],
    [1, 'graded', at, at, 'no', 1, 5, 20, ''],
  ]);
  expect(rows[1]?.[1]).toBe('The steel industry');
});

describe('the file of what happened', () => {
  test('holds all of it in the order of the page, however many pages that are', async () => {
    await world.study(learner, 'steel');
    const note = { userId: learner.userId, courseId: world.course.courseId, body: 'x', writtenBy: null };
    const at = (minute: number) => new Date(world.clock.now().getTime() + minute * 60_000);
    await db
      .insert(learnerNotes)
      .values(
        Array.from({ length: 2_100 }, (_, count) => ({ ...note, id: uuidv7(), writtenAt: at(count % 700) })),
      );
    const rows = await rowsOf(timeline(staff()));
    expect(rows).toHaveLength(2_100 + 5);
    const times = rows.map(([moment]) => (moment as Date).getTime());
    expect(times).toEqual(times.toSorted((one, other) => other - one));
    const { events } = (await viewLearner(staff(), { userId: learner.userId })).timeline;
    expect(rows.slice(0, events.length).map(([moment, kind]) => [moment, kind])).toEqual(
      events.map(({ at: moment, kind }) => [moment, kind]),
    );
    expect(rows.slice(-5).map(([, kind]) => kind)).toContain('enrolled');
  });

  test('has numbers and days in cells of their own, and what somebody wrote is no formula', async () => {
    await world.takeQuiz(learner, 'steel', 4);
    const { userId } = learner;
    world.clock.advance(60);
    await extendDeadlines(staff(), {
      ...{ cohortId: world.cohortId, userIds: [userId], module: 'cement' },
      ...{ dueOn: '2027-01-01', reason: 'Ill' },
    });
    world.clock.advance(60);
    await writeNote(staff(), { userId, course: world.course.courseId, note: '=1+1' });
    const rows = await rowsOf(timeline(staff()));
    const of = (kind: string) => rows.find(([, found]) => found === kind)?.slice(2);
    const { title } = world.course.document;
    expect(of('attempt')).toEqual([title, 'The steel industry', null, 1, 80, null, 'state', null, null]);
    expect(of('extension')?.slice(5)).toEqual(['2027-01-01', '', 'Ill', expect.any(String)]);
    expect(of('note')?.slice(6, 8)).toEqual(['', '=1+1']);
    expect((await csvLines(await timeline(staff())))[1]).toContain("'=1+1");
  });

  test('holds nothing of other learners', async () => {
    const other = await world.join();
    await world.study(other, 'steel');
    expect((await rowsOf(timeline(staff()))).map(([, kind]) => kind)).toEqual(['enrolled']);
  });
});

describe('of a learner in several courses', () => {
  test('each file holds the courses that its reader looks after, or the one that is asked for', async () => {
    const other = await cohortWorld(db);
    await joinCohort(other.as(learner), { code: other.joinCode });
    await other.takeQuiz(learner, 'cement', 5);
    const admin = await insertUser(db, { role: 'admin' });
    const courses = coursesOf([world.course, other.course]);
    const as = (actor: Actor) => world.as(actor, { courses });
    expect(await rowsOf(modules(as(admin)))).toHaveLength(4);
    expect(await rowsOf(modules(as(admin), other.course.courseId))).toHaveLength(2);
    expect(await rowsOf(attempts(as(admin), other.course.courseId))).toHaveLength(1);
    expect(await rowsOf(attempts(as(admin), world.course.courseId))).toEqual([]);
    expect(await rowsOf(modules(as(world.instructor)))).toHaveLength(2);
    expect(await rowsOf(attempts(as(world.instructor)))).toEqual([]);
    expect((await rowsOf(timeline(as(world.instructor)))).map(([, kind]) => kind)).toEqual(['enrolled']);
    for (const use of [modules, attempts])
      await expect(use(as(world.instructor), other.course.courseId)).rejects.toMatchObject({
        code: 'not-found',
      });
  });
});

describe.each<[string, (ctx: Ctx) => Promise<unknown>]>([
  ['modules', modules],
  ['attempts', attempts],
  ['what happened', timeline],
])('the file of %s', (_what, use) => {
  test('is there for nobody who does not look after the learner', async () => {
    const other = await cohortWorld(db);
    for (const actor of [other.instructor, await world.join(), learner])
      await expect(use(world.as(actor))).rejects.toMatchObject({ code: 'not-found' });
    await expect(use(world.as(null))).rejects.toMatchObject({ code: 'login-required' });
  });
});
