import { beforeEach, expect, test } from 'vitest';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { cohortInstructors, cohorts } from '#lib/server/db/schema/index.ts';
import { listCohorts } from '#lib/server/services/cohorts/list-cohorts.ts';
import { coursesOf, testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import {
  insertCohort,
  insertEnrolment,
  insertPlainCourse,
  insertUser,
} from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
let course: PublishedCourse;
let instructor: Actor;
let own: string;

beforeEach(async () => {
  await db.delete(cohorts);
  course = await insertPlainCourse(db, { title: 'Steel and cement', language: 'fa' });
  instructor = await insertUser(db, { role: 'instructor' });
  own = await insertCohort(db, course, [instructor.userId]);
});

const list = (actor: Actor | null = instructor, published = [course]) =>
  listCohorts(testContext(db, { actor, courses: coursesOf(published) }));
const ids = async (actor: Actor) => (await list(actor)).map(({ id }) => id);

test('an instructor lists a cohort with its course, its code and how many learners it has', async () => {
  for (let index = 0; index < 3; index++)
    await insertEnrolment(db, (await insertUser(db)).userId, course.courseId, { cohortId: own });
  expect(await list()).toEqual([
    {
      id: own,
      courseId: course.courseId,
      name: expect.stringMatching(/^Cohort/) as string,
      joinCode: expect.stringMatching(/^join-/) as string,
      learners: 3,
      courseSlug: course.document.slug,
      courseTitle: 'Steel and cement',
      courseLanguage: 'fa',
    },
  ]);
});

test('learners of another cohort and those who study alone are not counted', async () => {
  const other = await insertCohort(db, course, []);
  for (const cohortId of [other, other, null])
    await insertEnrolment(db, (await insertUser(db)).userId, course.courseId, { cohortId });
  expect(await list()).toMatchObject([{ id: own, learners: 0 }]);
});

test("another instructor's cohort is not listed, a shared one for both", async () => {
  const colleague = await insertUser(db, { role: 'instructor' });
  const theirs = await insertCohort(db, course, [colleague.userId]);
  const shared = await insertCohort(db, course, [instructor.userId, colleague.userId]);
  expect((await ids(instructor)).toSorted()).toEqual([own, shared].toSorted());
  expect((await ids(colleague)).toSorted()).toEqual([theirs, shared].toSorted());
});

test('an instructor without a cohort has an empty list', async () => {
  expect(await ids(await insertUser(db, { role: 'instructor' }))).toEqual([]);
});

test('an administrator lists every cohort, by name', async () => {
  const admin = await insertUser(db, { role: 'admin' });
  await insertCohort(db, course, []);
  await insertCohort(db, await insertPlainCourse(db), []);
  const listed = await list(admin);
  const names = listed.map(({ name }) => name);
  expect(listed).toHaveLength(3);
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')));
});

test('the list does not exist for learners, also not for one who once taught, and asks visitors to log in', async () => {
  const former = await insertUser(db);
  await db.insert(cohortInstructors).values({ cohortId: own, userId: former.userId });
  await expect(list(former)).rejects.toMatchObject({ code: 'not-found' });
  await expect(list(null)).rejects.toMatchObject({ code: 'login-required' });
});

test('a cohort whose course is not published is listed without a title', async () => {
  expect(await list(instructor, [])).toMatchObject([{ id: own, courseTitle: '', courseLanguage: 'en' }]);
});
