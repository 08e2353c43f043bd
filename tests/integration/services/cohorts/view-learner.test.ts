import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { enrolments } from '#lib/server/db/schema/index.ts';
import { joinCohort } from '#lib/server/services/accounts/join-cohort.ts';
import { viewLearner } from '#lib/server/services/cohorts/view-learner.ts';
import { startAttempt } from '#lib/server/services/quizzes/start-attempt.ts';
import { coursesOf } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../../support/factories/cohorts.ts';
import { insertCohort, insertEnrolment, insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
let world: CohortWorld;
let learner: Actor & { email: string };

beforeEach(async () => {
  world = await cohortWorld(db);
  learner = await world.join({ nameNative: 'نرگس رضایی', nameLatin: 'Narges Rezaei' });
});

const view = (actor: Actor | null = world.instructor, userId = learner.userId) =>
  viewLearner(world.as(actor), { userId });

async function onlyCourse() {
  const { courses } = await view();
  const [course] = courses;
  if (!course || courses.length !== 1) throw new Error(`${courses.length} courses are shown.`);
  return course;
}

describe('an instructor sees of a learner', () => {
  test('who it is', async () => {
    expect((await view()).person).toEqual({
      nameNative: 'نرگس رضایی',
      nameLatin: 'Narges Rezaei',
      email: learner.email,
      country: null,
    });
  });

  test('the cohort and the day of enrolment', async () => {
    expect((await onlyCourse()).enrolment).toMatchObject({
      cohortId: world.cohortId,
      courseId: world.course.courseId,
      enrolledAt: world.clock.now(),
      lastActiveAt: null,
    });
  });

  test('every module without evidence before the first page', async () => {
    const { modules, attempts, sectionsRead } = await onlyCourse();
    expect(modules.map(({ moduleKey, state, stepsDone }) => [moduleKey, state, stepsDone])).toEqual([
      ['steel', 'not-started', 0],
      ['cement', 'not-started', 0],
    ]);
    expect([attempts, sectionsRead]).toEqual([[], []]);
  });

  test('which sections were read, when, and the way the lecture was followed', async () => {
    await world.study(learner, 'steel');
    const { modules, sectionsRead } = await onlyCourse();
    expect(modules[0]).toMatchObject({
      state: 'in-progress',
      sections: [
        { key: 'steel-first', read: true },
        { key: 'steel-second', read: true },
      ],
      segments: [{ key: 'lecture', covered: true, way: 'transcript', standInRead: true }],
      missing: [{ kind: 'quiz' }],
    });
    expect(modules[1]?.sections.some(({ read }) => read)).toBe(false);
    const at = { moduleKey: 'steel', readAt: world.clock.now() };
    expect(sectionsRead).toHaveLength(2);
    expect(sectionsRead).toEqual(
      expect.arrayContaining([
        { ...at, sectionKey: 'steel-first' },
        { ...at, sectionKey: 'steel-second' },
      ]),
    );
  });

  test('every attempt with its number, state and mark, newest first', async () => {
    const first = await world.takeQuiz(learner, 'steel', 1);
    const firstAt = world.clock.now();
    world.clock.advance(3600);
    const second = await world.takeQuiz(learner, 'steel', 4);
    world.clock.advance(3600);
    const { attemptId: open } = await startAttempt(world.as(learner), {
      course: world.course.document.slug,
      module: 'cement',
    });
    const { attempts, modules } = await onlyCourse();
    expect(attempts).toEqual([
      {
        id: open,
        moduleKey: 'cement',
        number: 1,
        state: 'in_progress',
        startedAt: world.clock.now(),
        submittedAt: null,
        handedInByFile: false,
        score: null,
        maxScore: null,
        changes: [],
      },
      expect.objectContaining({
        id: second,
        moduleKey: 'steel',
        number: 2,
        state: 'graded',
        score: 4,
        maxScore: 5,
      }),
      expect.objectContaining({ id: first, number: 1, startedAt: firstAt, submittedAt: firstAt, score: 1 }),
    ]);
    expect(modules[0]?.quiz).toMatchObject({ attempts: 2, bestPercent: 80, passed: true });
  });

  test('nothing of what other learners did', async () => {
    const other = await world.join();
    await world.study(other, 'steel');
    await world.takeQuiz(other, 'steel', 5);
    const { modules, attempts, sectionsRead } = await onlyCourse();
    expect(modules.every(({ state }) => state === 'not-started')).toBe(true);
    expect([attempts, sectionsRead]).toEqual([[], []]);
  });
});

describe('of a learner in several courses', () => {
  let other: CohortWorld;
  const both = (actor: Actor) =>
    viewLearner(world.as(actor, { courses: coursesOf([world.course, other.course]) }), {
      userId: learner.userId,
    });

  beforeEach(async () => {
    other = await cohortWorld(db);
    await joinCohort(other.as(learner), { code: other.joinCode });
    await other.takeQuiz(learner, 'cement', 5);
  });

  test('an instructor sees the course of their own cohort only', async () => {
    const seen = await both(world.instructor);
    expect(seen.courses.map(({ course }) => course.courseId)).toEqual([world.course.courseId]);
    expect(seen.courses[0]?.attempts).toEqual([]);
    const seenThere = await both(other.instructor);
    expect(seenThere.courses.map(({ course }) => course.courseId)).toEqual([other.course.courseId]);
    expect(seenThere.courses[0]?.attempts).toHaveLength(1);
  });

  test('an administrator sees all, also those studied alone', async () => {
    const alone = await cohortWorld(db);
    await insertEnrolment(db, learner.userId, alone.course.courseId);
    const admin = await insertUser(db, { role: 'admin' });
    const courses = coursesOf([world.course, other.course, alone.course]);
    const seen = await viewLearner(world.as(admin, { courses }), { userId: learner.userId });
    const expected = [world.course, other.course, alone.course].map(({ courseId }) => courseId);
    expect(seen.courses.map(({ course }) => course.courseId).toSorted()).toEqual(expected.toSorted());
    expect(seen.courses.find(({ course }) => course === alone.course)?.enrolment.cohortId).toBeNull();
  });

  test('a course that is no longer published is left out', async () => {
    const admin = await insertUser(db, { role: 'admin' });
    const seen = await viewLearner(world.as(admin), { userId: learner.userId });
    expect(seen.courses.map(({ course }) => course.courseId)).toEqual([world.course.courseId]);
  });
});

describe('a learner does not exist', () => {
  test('for an instructor of another cohort of the same course, until they move there', async () => {
    const colleague = await insertUser(db, { role: 'instructor' });
    const cohortId = await insertCohort(db, world.course, [colleague.userId]);
    await expect(view(colleague)).rejects.toMatchObject({ code: 'not-found' });
    await db.update(enrolments).set({ cohortId }).where(eq(enrolments.userId, learner.userId));
    expect((await view(colleague)).person.email).toBe(learner.email);
    await expect(view(world.instructor)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('for other learners of the cohort, nor for themselves', async () => {
    const classmate = await world.join();
    for (const actor of [classmate, learner])
      await expect(view(actor)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('for a visitor, who is asked to log in', async () => {
    await expect(view(null)).rejects.toMatchObject({ code: 'login-required' });
  });

  test('for any instructor while they study alone', async () => {
    const alone = await insertUser(db);
    await insertEnrolment(db, alone.userId, world.course.courseId);
    await expect(view(world.instructor, alone.userId)).rejects.toMatchObject({ code: 'not-found' });
  });

  test.each([[''], ['x'], ['\0'], ['-'.repeat(36)], ['00000000-0000-7000-8000-000000000000']])(
    'at %j, not even for an administrator',
    async (userId) => {
      const admin = await insertUser(db, { role: 'admin' });
      for (const actor of [admin, world.instructor])
        await expect(view(actor, userId)).rejects.toMatchObject({ code: 'not-found' });
    },
  );

  test('where somebody is enrolled in nothing', async () => {
    const admin = await insertUser(db, { role: 'admin' });
    const stranger = await insertUser(db);
    await expect(view(admin, stranger.userId)).rejects.toMatchObject({ code: 'not-found' });
  });
});
