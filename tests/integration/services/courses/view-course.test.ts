import { beforeEach, describe, expect, test } from 'vitest';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { listCourses } from '#lib/server/services/courses/list-courses.ts';
import { viewCourse } from '#lib/server/services/courses/view-course.ts';
import { viewModulePreview } from '#lib/server/services/courses/view-module-preview.ts';
import { markSection } from '#lib/server/services/learning/mark-section.ts';
import { coursesOf, testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertEnrolment, insertPlainCourse, insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
let course: PublishedCourse;

const context = (actor: Actor | null = null) => testContext(db, { actor, courses: coursesOf([course]) });
const slug = () => course.document.slug;

beforeEach(async () => {
  course = await insertPlainCourse(db);
});

describe('the public page of a course', () => {
  test('is open to a visitor, without progress', async () => {
    const seen = await viewCourse(context(), { course: slug() });
    expect(seen).toEqual({ course, progress: null });
  });

  test('has no progress for a person who is not enrolled', async () => {
    const person = await insertUser(db);
    expect((await viewCourse(context(person), { course: slug() })).progress).toBeNull();
  });

  test('shows a learner their own progress and nobody else’s', async () => {
    const [learner, other] = [await insertUser(db), await insertUser(db)];
    await insertEnrolment(db, learner.userId, course.courseId);
    await insertEnrolment(db, other.userId, course.courseId);
    await markSection(context(other), { course: slug(), module: 'module-1', section: 'one', read: true });
    const own = await viewCourse(context(learner), { course: slug() });
    const theirs = await viewCourse(context(other), { course: slug() });
    expect(own.progress?.modules[0]?.state).toBe('not-started');
    expect(theirs.progress?.modules[0]?.state).toBe('in-progress');
  });

  test('does not exist for an unknown address', async () => {
    await expect(viewCourse(context(), { course: 'no-such-course' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('the preview of a module', () => {
  test('is open to a visitor', async () => {
    const seen = await viewModulePreview(context(), { course: slug(), module: 'module-1' });
    expect(seen.module.key).toBe('module-1');
  });

  test.each([
    ['module', () => ({ course: slug(), module: 'no-such-module' })],
    ['course', () => ({ course: 'no-such-course', module: 'module-1' })],
  ])('does not exist for an unknown %s', async (_what, address) => {
    await expect(viewModulePreview(context(), address())).rejects.toMatchObject({ code: 'not-found' });
  });
});

test('the first page lists every published course to anyone', async () => {
  expect(await listCourses(context())).toEqual([course]);
});
