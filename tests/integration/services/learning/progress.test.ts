import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { certificates, moduleCompletions, sectionReads } from '#lib/server/db/schema/index.ts';
import { enrolInCourse } from '#lib/server/services/learning/enrol-in-course.ts';
import { markSection } from '#lib/server/services/learning/mark-section.ts';
import { markStandIn } from '#lib/server/services/learning/mark-stand-in.ts';
import { viewDashboard } from '#lib/server/services/learning/view-dashboard.ts';
import { visitModule } from '#lib/server/services/learning/visit-module.ts';
import { coursesOf, TestClock, testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import {
  insertEnrolment,
  insertGradedAttempt,
  insertPlainCourse,
  insertUser,
} from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
let course: PublishedCourse;
let learner: Actor;
let clock: TestClock;

const context = (actor: Actor | null = learner) =>
  testContext(db, { actor, clock, courses: coursesOf([course]) });
const at = (module = 'module-1') => ({ course: course.document.slug, module });

beforeEach(async () => {
  clock = new TestClock();
  course = await insertPlainCourse(db);
  learner = await insertUser(db);
  await insertEnrolment(db, learner.userId, course.courseId);
});

const completions = () =>
  db.select().from(moduleCompletions).where(eq(moduleCompletions.userId, learner.userId));
const issued = () => db.select().from(certificates).where(eq(certificates.userId, learner.userId));

async function readAll(module: string) {
  await markSection(context(), { ...at(module), section: 'one', read: true });
  await markSection(context(), { ...at(module), section: 'two', read: true });
  return markStandIn(context(), { ...at(module), segment: 'lecture', read: true });
}

describe('a learner who marks a section read', () => {
  test('keeps the first moment however often it is marked', async () => {
    await markSection(context(), { ...at(), section: 'one', read: true });
    const [first] = await db.select().from(sectionReads).where(eq(sectionReads.userId, learner.userId));
    clock.advance(3600);
    await markSection(context(), { ...at(), section: 'one', read: true });
    const rows = await db.select().from(sectionReads).where(eq(sectionReads.userId, learner.userId));
    expect(rows).toEqual([first]);
  });

  test('can take the mark back', async () => {
    await markSection(context(), { ...at(), section: 'one', read: true });
    await markSection(context(), { ...at(), section: 'one', read: false });
    expect(await db.select().from(sectionReads).where(eq(sectionReads.userId, learner.userId))).toEqual([]);
  });

  test.each([
    ['an unknown course', { course: 'nowhere' }],
    ['an unknown module', { module: 'module-9' }],
    ['an unknown section', { section: 'nine' }],
  ])('is told that %s does not exist', async (_what, wrong) => {
    const input = { ...at(), section: 'one', read: true, ...wrong };
    await expect(markSection(context(), input)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('must be logged in and enrolled', async () => {
    const stranger = await insertUser(db);
    const input = { ...at(), section: 'one', read: true };
    await expect(markSection(context(null), input)).rejects.toMatchObject({ code: 'login-required' });
    await expect(markSection(context(stranger), input)).rejects.toMatchObject({ code: 'not-found' });
    const rows = await db
      .select()
      .from(sectionReads)
      .where(and(eq(sectionReads.userId, stranger.userId)));
    expect(rows).toEqual([]);
  });
});

describe('a module', () => {
  test('completes with the last thing that was missing, once', async () => {
    await insertGradedAttempt(db, course, { ...learner, moduleKey: 'module-1', percent: 60 });
    expect(await readAll('module-1')).toEqual({ moduleCompleted: true, courseCompleted: false });
    expect(await markStandIn(context(), { ...at(), segment: 'lecture', read: true })).toEqual({
      moduleCompleted: false,
      courseCompleted: false,
    });
    expect(await completions()).toHaveLength(1);
  });

  test('does not complete below the pass mark', async () => {
    await insertGradedAttempt(db, course, { ...learner, moduleKey: 'module-1', percent: 59 });
    await readAll('module-1');
    expect(await completions()).toEqual([]);
  });

  test('stays complete when a mark is taken back', async () => {
    await insertGradedAttempt(db, course, { ...learner, moduleKey: 'module-1', percent: 80 });
    await readAll('module-1');
    await markSection(context(), { ...at(), section: 'one', read: false });
    expect(await completions()).toHaveLength(1);
  });
});

describe('the last module', () => {
  test('brings the certificate in the same transaction', async () => {
    for (const moduleKey of ['module-1', 'module-2'])
      await insertGradedAttempt(db, course, { ...learner, moduleKey, percent: 80 });
    await readAll('module-1');
    expect(await issued()).toEqual([]);
    expect(await readAll('module-2')).toEqual({ moduleCompleted: true, courseCompleted: true });
    expect(await issued()).toHaveLength(1);
  });

  test('finished twice at the same moment brings one certificate', async () => {
    for (const moduleKey of ['module-1', 'module-2']) {
      await insertGradedAttempt(db, course, { ...learner, moduleKey, percent: 80 });
      await markSection(context(), { ...at(moduleKey), section: 'one', read: true });
      await markSection(context(), { ...at(moduleKey), section: 'two', read: true });
    }
    await Promise.all(
      ['module-1', 'module-2', 'module-1', 'module-2'].map((module) =>
        markStandIn(context(), { ...at(module), segment: 'lecture', read: true }),
      ),
    );
    expect(await completions()).toHaveLength(2);
    expect(await issued()).toHaveLength(1);
  });
});

describe('opening a module', () => {
  test('is remembered, so that the dashboard resumes there', async () => {
    await visitModule(context(), at('module-2'));
    const { enrolled } = await viewDashboard(context());
    expect(enrolled[0]?.progress.next).toMatchObject({
      moduleKey: 'module-2',
      step: { kind: 'section', key: 'one' },
    });
  });

  test('is nothing for somebody who is not enrolled', async () => {
    const stranger = await insertUser(db);
    expect(await visitModule(context(stranger), at())).toBeNull();
  });
});

describe('enrolling', () => {
  test('shows an open course until one is enrolled, and twice is once', async () => {
    const person = await insertUser(db);
    expect((await viewDashboard(context(person))).open).toHaveLength(1);
    for (let time = 0; time < 2; time++)
      await enrolInCourse(context(person), { userId: person.userId, courseId: course.courseId });
    const view = await viewDashboard(context(person));
    expect([view.enrolled.length, view.open.length]).toEqual([1, 0]);
  });

  test('works for oneself alone, and only in a published course', async () => {
    const other = await insertUser(db);
    const input = { userId: other.userId, courseId: course.courseId };
    await expect(enrolInCourse(context(), input)).rejects.toMatchObject({ code: 'not-found' });
    const unknown = { userId: learner.userId, courseId: '00000000-0000-7000-8000-000000000000' };
    await expect(enrolInCourse(context(), unknown)).rejects.toMatchObject({ code: 'not-found' });
  });
});
