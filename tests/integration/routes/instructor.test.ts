import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import type { Ctx } from '#lib/server/context.ts';
import { cohorts } from '#lib/server/db/schema/index.ts';
import { GET } from '../../../src/routes/instructor/cohorts/[id].[format=table]/+server.ts';
import { load as loadCohort } from '../../../src/routes/instructor/cohorts/[id]/+page.server.ts';
import { load as loadLearner } from '../../../src/routes/instructor/learners/[id]/+page.server.ts';
import { load as loadCohorts } from '../../../src/routes/instructor/+page.server.ts';
import type { PageData as CohortPage } from '../../../src/routes/instructor/cohorts/[id]/$types';
import type { PageData as LearnerPage } from '../../../src/routes/instructor/learners/[id]/$types';
import { coursesOf } from '../../support/context.ts';
import { freshDatabase } from '../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../support/factories/cohorts.ts';
import { insertEnrolment, insertUser } from '../../support/factories/learning.ts';

const { db } = await freshDatabase();
let world: CohortWorld;

beforeEach(async () => {
  world = await cohortWorld(db);
});

/** What a route reads of a request: who asks, which row, which address. */
function request(path: string, id = '', actor: Actor | null = world.instructor, given: Partial<Ctx> = {}) {
  const url = new URL(path, 'https://learn.example.org');
  return {
    locals: { ctx: world.as(actor, given) },
    params: { id, format: 'csv' },
    url,
    request: new Request(url),
  } as never;
}

const cohortPage = async (...asked: Parameters<typeof request>) =>
  (await loadCohort(request(...asked))) as CohortPage;
const learnerPage = async (...asked: Parameters<typeof request>) =>
  (await loadLearner(request(...asked))) as LearnerPage;

const rename = (name: string) => db.update(cohorts).set({ name }).where(eq(cohorts.id, world.cohortId));
const download = (query = '', actor: Actor | null = world.instructor) =>
  Promise.resolve(GET(request(`/instructor/cohorts/${world.cohortId}.csv${query}`, world.cohortId, actor)));

describe('the CSV file', () => {
  test('is downloaded as UTF-8, and kept by nobody', async () => {
    await world.join({ nameNative: 'نرگس رضایی' });
    const response = await download();
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toContain('نرگس رضایی');
  });

  test.each([
    ['بهار ۱۴۰۵', '____ ____', '%D8%A8%D9%87%D8%A7%D8%B1%20%DB%B1%DB%B4%DB%B0%DB%B5'],
    ['A "B" / C', 'A _B_ _ C', 'A%20%22B%22%20%2F%20C'],
    ["Li's (2026)*", 'Li_s (2026)_', 'Li%27s%20%282026%29%2A'],
  ])('of the cohort %s is called so, in characters that every header takes', async (name, plain, encoded) => {
    await rename(name);
    const disposition = (await download()).headers.get('content-disposition');
    expect(disposition).toBe(`attachment; filename="${plain}.csv"; filename*=UTF-8''${encoded}.csv`);
  });

  test('holds those whom the filter and the words of the address let through', async () => {
    await world.join({ nameLatin: 'Anna', email: 'anna@example.org' });
    await world.join({ nameLatin: 'Boris', email: 'boris@example.org' });
    const emails = async (query: string) => (await (await download(query)).text()).match(/\w+@example\.org/g);
    expect(await emails('?show=not-started&q=example')).toEqual(['anna@example.org', 'boris@example.org']);
    expect(await emails('?show=finished')).toBeNull();
    expect(await emails('?q=boris')).toEqual(['boris@example.org']);
  });

  test('is a 404 for others, and leads visitors to log in and back', async () => {
    await expect(download('', await world.join())).rejects.toMatchObject({ status: 404 });
    await expect(download('', null)).rejects.toMatchObject({
      status: 303,
      location: `/login?next=${encodeURIComponent(`/instructor/cohorts/${world.cohortId}.csv`)}`,
    });
  });
});

const LECTURE = [{ key: 'lecture', title: 'The lecture' }];

describe('the pages', () => {
  test('list the cohorts with their counts', async () => {
    await world.join();
    const page = await loadCohorts(request('/instructor'));
    expect(page?.cohorts).toMatchObject([
      { id: world.cohortId, isArchived: false, since: null, counts: { learners: 1, notStarted: 1 } },
    ]);
  });

  test('show the columns of a cohort without the text of the course', async () => {
    await world.join();
    const page = await cohortPage('/instructor/cohorts/x?show=all', world.cohortId);
    expect(page.course).toEqual({
      title: 'A sample course',
      language: 'en',
      modules: [
        { key: 'steel', shortTitle: 'Steel', sector: 'steel', segments: LECTURE },
        { key: 'cement', shortTitle: 'Cement', sector: 'cement', segments: LECTURE },
      ],
    });
    expect(JSON.stringify(page)).not.toContain('Text of');
  });

  test('show each attempt of a learner under its module', async () => {
    const learner = await world.join();
    await world.takeQuiz(learner, 'cement', 3);
    await world.takeQuiz(learner, 'cement', 1);
    const page = await learnerPage('/instructor/learners/x', learner.userId);
    expect(page.courses).toMatchObject([
      { title: 'A sample course', cohort: { id: world.cohortId }, modules: [{}, {}] },
    ]);
    const [steel, cement] = page.courses[0]?.modules ?? [];
    expect(steel).toMatchObject({ title: 'The steel industry', attempts: [] });
    expect(cement).toMatchObject({ title: 'The cement industry', state: 'in-progress' });
    expect(cement?.attempts.map(({ number, score }) => [number, score]).toSorted()).toEqual([
      [1, 3],
      [2, 1],
    ]);
  });

  test('tell two courses of one title apart, also those studied without a cohort', async () => {
    const learner = await insertUser(db);
    const other = await cohortWorld(db);
    const both = [world.course, other.course];
    for (const { courseId } of both) await insertEnrolment(db, learner.userId, courseId);
    const admin = await insertUser(db, { role: 'admin' });
    const page = await learnerPage('/instructor/learners/x', learner.userId, admin, {
      courses: coursesOf(both),
    });
    expect(page.courses.map(({ cohort }) => cohort)).toEqual([null, null]);
    expect(new Set(page.courses.map(({ courseId }) => courseId)).size).toBe(2);
  });

  test('are a 404 for others, and lead visitors to log in and back', async () => {
    const learner = await world.join();
    const { instructor: stranger } = await cohortWorld(db);
    const pages = [
      [
        '/instructor/cohorts/x?sort=mark',
        (actor: Actor | null) => cohortPage('/instructor/cohorts/x?sort=mark', world.cohortId, actor),
      ],
      [
        '/instructor/learners/x',
        (actor: Actor | null) => learnerPage('/instructor/learners/x', learner.userId, actor),
      ],
    ] as const;
    for (const [path, open] of pages) {
      for (const actor of [learner, stranger])
        await expect(open(actor)).rejects.toMatchObject({ status: 404 });
      await expect(open(null)).rejects.toMatchObject({
        status: 303,
        location: `/login?next=${encodeURIComponent(path)}`,
      });
    }
  });
});
