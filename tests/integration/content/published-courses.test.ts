import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createCourses } from '#lib/server/content/published-courses.ts';
import { openDatabase, type Database } from '#lib/server/db/client.ts';
import { publishCourse } from '#lib/server/services/courses/publish-course.ts';
import { freshDatabase } from '../../support/database.ts';
import { correctQuestion, publishingWorld, questionRevisionsOf } from '../../support/factories/publishing.ts';
import type { PublishingWorld } from '../../support/factories/publishing.ts';

/** The memory of published courses, on two instances of the platform. */

const database = await freshDatabase();
const { sql } = database;
let world: PublishingWorld;

beforeEach(async () => {
  world = await publishingWorld(database);
  await world.publish();
});

/** Another instance: a pool and a memory of its own. */
function anotherInstance() {
  const own = openDatabase(database.url, { max: 2 });
  const courses = createCourses(own);
  onTestFinished(async () => {
    await courses.close();
    await own.close();
  });
  const revision = async () => (await courses.findBySlug('sample'))?.revisionNumber;
  return { database: own, courses, revision };
}

/** Publishes a correction, and nobody waits. */
async function publishCorrection() {
  await correctQuestion(world.authored);
  await publishCourse(world.as(), world.authored.folder);
}

/** Changes the title behind everybody's back: whoever shows it has read the database again. */
const retitle = () =>
  sql`update course_revisions set document = jsonb_set(document, '{title}', '"Behind the back"')`;

test('what was read once is served from memory', async () => {
  const { courses } = anotherInstance();
  const before = await courses.list();
  await retitle();
  expect(await courses.list()).toBe(before);
  expect((await courses.findBySlug('sample'))?.document.title).toBe('A sample course');
});

test('a course is found by its slug and by its id, and nothing else is', async () => {
  const { courses } = anotherInstance();
  const [course] = await courses.list();
  expect(course).toMatchObject({ revisionNumber: 1, publishedAt: world.clock.now() });
  expect(await courses.findBySlug('sample')).toBe(course);
  expect(await courses.findById(course?.courseId ?? '')).toBe(course);
  expect(await courses.findBySlug('nowhere')).toBeNull();
  expect(await courses.findById('00000000-0000-7000-8000-000000000000')).toBeNull();
});

test('another instance serves a new revision as soon as it is announced', async () => {
  const { revision } = anotherInstance();
  expect(await revision()).toBe(1);
  await publishCorrection();
  await vi.waitFor(async () => expect(await revision()).toBe(2), 10_000);
});

test('publishing what did not change announces nothing', async () => {
  const heard: string[] = [];
  const lines = await Promise.all(
    ['course_published', 'fence'].map((channel) => sql.listen(channel, () => heard.push(channel))),
  );
  onTestFinished(async () => void (await Promise.all(lines.map(({ unlisten }) => unlisten()))));
  await publishCourse(world.as(), world.authored.folder);
  // Announcements come in order: an earlier one would be here before the fence.
  await sql.notify('fence', '');
  await vi.waitUntil(() => heard.includes('fence'), 10_000);
  expect(heard).toEqual(['fence']);
});

describe('the line to the database', () => {
  const cutLines = () =>
    sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query ilike 'listen %'`;
  /** Connections that stand go on; only another database may change this. */
  async function allowConnections(allowed: boolean) {
    const name = new URL(database.url).pathname.slice(1);
    const elsewhere = openDatabase(database.url.replace(/[^/]+$/, 'postgres'), { max: 1 });
    await elsewhere.sql.unsafe(`alter database "${name}" allow_connections ${allowed}`);
    await elsewhere.close();
  }

  test('that was lost and stands again makes everything be read anew', async () => {
    const { courses } = anotherInstance();
    const title = async () => (await courses.findBySlug('sample'))?.document.title;
    await courses.list();
    await retitle();
    expect(await title()).toBe('A sample course');
    await cutLines();
    await vi.waitFor(async () => expect(await title()).toBe('Behind the back'), 10_000);
  });

  test('while it is lost, leaves what is in memory, and nothing that was published meanwhile is missed', async () => {
    const { revision } = anotherInstance();
    expect(await revision()).toBe(1);
    onTestFinished(() => allowConnections(true));
    await allowConnections(false);
    await cutLines();
    await publishCorrection();
    expect(await revision()).toBe(1);
    await allowConnections(true);
    await vi.waitFor(async () => expect(await revision()).toBe(2), 20_000);
  });

  test('that never stood lets pages be read, each time from the database', async () => {
    const { database: own } = anotherInstance();
    const deaf = { listen: () => Promise.reject(new Error('no line')) } as unknown as Database['sql'];
    const courses = createCourses({ ...own, sql: deaf });
    expect((await courses.findBySlug('sample'))?.document.title).toBe('A sample course');
    await retitle();
    expect((await courses.findBySlug('sample'))?.document.title).toBe('Behind the back');
    await courses.close();
  });

  test('is not opened by closing what was never used', async () => {
    const listen = vi.fn(() => Promise.reject(new Error('no line')));
    await createCourses({ ...database, sql: { listen } as unknown as Database['sql'] }).close();
    expect(listen).not.toHaveBeenCalled();
  });
});

test('a read that failed is tried again by the next page', async () => {
  const { revision } = anotherInstance();
  const hide = (from: string, to: string) => sql.unsafe(`alter table ${from} rename to ${to}`);
  await hide('courses', 'hidden');
  await expect(revision()).rejects.toThrow();
  await hide('hidden', 'courses');
  expect(await revision()).toBe(1);
});

describe('question revisions', () => {
  test('are given by their ids, and stay in memory', async () => {
    const { courses } = anotherInstance();
    await publishCorrection();
    const ids = (await questionRevisionsOf(database, 'steel-q04')).map(({ id }) => id);
    const values = async () =>
      [...(await courses.questions(ids)).values()].map((document) => 'value' in document && document.value);
    expect(await values()).toEqual([1.8, 1]);
    await sql`update question_revisions set document = jsonb_set(document, '{value}', '9')`;
    expect(await values()).toEqual([1.8, 1]);
  });

  test('that do not exist are an error', async () => {
    const { courses } = anotherInstance();
    const id = '00000000-0000-7000-8000-000000000000';
    await expect(courses.questions([id])).rejects.toThrow(`There is no question revision ${id}.`);
  });
});
