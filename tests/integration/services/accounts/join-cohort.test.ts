import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { cohorts, enrolments } from '#lib/server/db/schema/index.ts';
import { joinCohort, viewInvitation } from '#lib/server/services/accounts/join-cohort.ts';
import { coursesOf, testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import {
  insertCohort,
  insertEnrolment,
  insertPlainCourse,
  insertUser,
} from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
const course = await insertPlainCourse(db);
let learner: Actor;
let cohortId: string;
let code: string;

beforeEach(async () => {
  learner = await insertUser(db);
  cohortId = await insertCohort(db, course, []);
  code = (await db.select().from(cohorts).where(eq(cohorts.id, cohortId)))[0]?.joinCode ?? '';
});

const context = (actor: Actor | null = learner, published = [course]) =>
  testContext(db, { actor, courses: coursesOf(published) });
const enrolled = () =>
  db
    .select()
    .from(enrolments)
    .where(and(eq(enrolments.userId, learner.userId), eq(enrolments.courseId, course.courseId)));

describe('the address to join', () => {
  test('shows anybody what it leads to', async () => {
    expect(await viewInvitation(context(null), { code })).toMatchObject({
      cohortName: expect.stringMatching(/^Cohort/) as string,
      course: { courseId: course.courseId },
    });
  });

  test('enrols somebody who is new into the cohort', async () => {
    expect(await joinCohort(context(), { code })).toEqual({
      course: course.document.slug,
      isWaiting: false,
    });
    expect(await enrolled()).toMatchObject([{ cohortId }]);
  });

  test('moves somebody who studies already, and keeps where they are', async () => {
    const before = await insertCohort(db, course, []);
    const place = { cohortId: before, lastModuleKey: 'module-2' };
    await insertEnrolment(db, learner.userId, course.courseId, place);
    await joinCohort(context(), { code });
    expect(await enrolled()).toMatchObject([{ cohortId, lastModuleKey: 'module-2' }]);
  });

  test('used twice is once', async () => {
    await Promise.all([joinCohort(context(), { code }), joinCohort(context(), { code })]);
    expect(await enrolled()).toHaveLength(1);
  });

  test.each([['unknown-code'], [''], ['\0\0\0\0'], ["x' or 1=1"], ['x'.repeat(1_000)]])(
    'with the code %j leads nowhere',
    async (wrong) => {
      await expect(viewInvitation(context(), { code: wrong })).rejects.toMatchObject({ code: 'not-found' });
      await expect(joinCohort(context(), { code: wrong })).rejects.toMatchObject({ code: 'not-found' });
    },
  );

  test('leads nowhere while its course is not published', async () => {
    await expect(joinCohort(context(learner, []), { code })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('asks nobody to log in first', async () => {
    await expect(joinCohort(context(null), { code })).rejects.toMatchObject({ code: 'login-required' });
  });
});
