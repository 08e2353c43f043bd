import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { parseCode } from '#lib/domain/certificates/certificate-code.ts';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { inTransaction, type Ctx } from '#lib/server/context.ts';
import { attempts, certificates, courseRevisions, users } from '#lib/server/db/schema/index.ts';
import { insertModuleCompletion } from '#lib/server/queries/evidence.ts';
import { issueCertificate } from '#lib/server/services/certificates/issue-certificate.ts';
import { markSection } from '#lib/server/services/learning/mark-section.ts';
import { markStandIn } from '#lib/server/services/learning/mark-stand-in.ts';
import { coursesOf, seededRandom, testContext, TestClock } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import {
  insertEnrolment,
  insertGradedAttempt,
  insertPlainCourse,
  insertUser,
} from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
const course = await insertPlainCourse(db);

async function learner(given: Parameters<typeof insertUser>[1] = {}, of: PublishedCourse = course) {
  const actor = await insertUser(db, given);
  await insertEnrolment(db, actor.userId, of.courseId);
  return actor;
}

const contextOf = (actor: Awaited<ReturnType<typeof learner>>, given: Partial<Ctx> = {}) =>
  testContext(db, { actor, courses: coursesOf([course]), random: seededRandom(actor.userId), ...given });

async function complete(ctx: Ctx, userId: string, modules = ['module-1', 'module-2']) {
  for (const moduleKey of modules)
    await insertModuleCompletion(ctx.db, {
      ...{ userId, courseId: course.courseId, moduleKey, revisionId: course.revisionId },
      completedAt: ctx.now(),
    });
}

const issue = (ctx: Ctx, userId: string) =>
  inTransaction(ctx, (tx) => issueCertificate(tx, { userId, course }));
const rowsOf = (userId: string) => db.select().from(certificates).where(eq(certificates.userId, userId));

test('completing the last module issues a certificate with everything it says frozen in it', async () => {
  const actor = await learner({ nameNative: 'خلیل رضا', nameLatin: 'Khalil Raza', nameLanguage: 'ur' });
  const clock = new TestClock('2026-03-05T10:00:00Z');
  const ctx = contextOf(actor, { now: clock.now });
  await complete(ctx, actor.userId);
  await insertGradedAttempt(db, course, { userId: actor.userId, moduleKey: 'module-1', percent: 66.6666 });
  await insertGradedAttempt(db, course, {
    userId: actor.userId,
    moduleKey: 'module-1',
    percent: 60,
    number: 2,
  });

  expect(await issue(ctx, actor.userId)).toEqual({ issued: true });

  const [row] = await rowsOf(actor.userId);
  expect(row?.code).toBe(parseCode(row?.code ?? ''));
  expect(row).toMatchObject({ state: 'valid', revisionId: course.revisionId, issuedAt: clock.time });
  const done = { sector: 'steel', completedAt: '2026-03-05T10:00:00.000Z', ways: [] };
  expect(row?.snapshot).toEqual({
    holder: { nameNative: 'خلیل رضا', nameLatin: 'Khalil Raza', nameLanguage: 'ur' },
    course: {
      slug: course.document.slug,
      title: 'A plain course',
      revisionNumber: 1,
      studyHours: 2,
      language: 'en',
      source: { title: 'Report', organisers: ['Organiser'], dates: '2022' },
    },
    modules: [
      { key: 'module-1', title: 'Module 1', shortTitle: 'M1', scorePercent: 66.67, ...done },
      { key: 'module-2', title: 'Module 2', shortTitle: 'M2', scorePercent: null, ...done },
    ],
    issuer: { name: 'Pathways', origin: 'https://learn.example.org' },
    issuedAt: '2026-03-05T10:00:00.000Z',
  });
});

test('while a module is missing nothing is issued and nothing is written', async () => {
  const actor = await learner();
  const ctx = contextOf(actor);
  await complete(ctx, actor.userId, ['module-1']);
  expect(await issue(ctx, actor.userId)).toEqual({ issued: false });
  expect(await rowsOf(actor.userId)).toEqual([]);
  expect(ctx.letters).toEqual([]);
});

test('two transactions that issue at the same moment make one certificate and one letter', async () => {
  const actor = await learner();
  const windows = [contextOf(actor), contextOf(actor, { random: seededRandom('another window') })];
  await complete(windows[0] ?? contextOf(actor), actor.userId);
  const results = await Promise.all(windows.map((ctx) => issue(ctx, actor.userId)));
  expect(results.map(({ issued }) => issued).sort()).toEqual([false, true]);
  expect(await rowsOf(actor.userId)).toHaveLength(1);
  expect(windows.flatMap(({ letters }) => letters)).toHaveLength(1);
});

test('two modules completed in two windows at the same moment make one certificate', async () => {
  const actor = await learner();
  const windows = [contextOf(actor), contextOf(actor, { random: seededRandom('another window') })] as const;
  for (const module of ['module-1', 'module-2']) {
    await insertGradedAttempt(db, course, { userId: actor.userId, moduleKey: module, percent: 80 });
    const place = { course: course.document.slug, module };
    await markSection(windows[0], { ...place, section: 'one', read: true });
    await markStandIn(windows[0], { ...place, segment: 'lecture', read: true });
  }
  const last = { course: course.document.slug, section: 'two', read: true };
  await Promise.all([
    markSection(windows[0], { ...last, module: 'module-1' }),
    markSection(windows[1], { ...last, module: 'module-2' }),
  ]);
  expect(await rowsOf(actor.userId)).toHaveLength(1);
});

test('a new name, a new course revision or a better mark later changes nothing that was issued', async () => {
  const actor = await learner();
  const ctx = contextOf(actor);
  await complete(ctx, actor.userId);
  await insertGradedAttempt(db, course, { userId: actor.userId, moduleKey: 'module-1', percent: 60 });
  await issue(ctx, actor.userId);
  const [before] = await rowsOf(actor.userId);

  await db.update(users).set({ nameNative: 'New', nameLatin: 'New' }).where(eq(users.id, actor.userId));
  await db.update(attempts).set({ score: 10 }).where(eq(attempts.userId, actor.userId));
  const renamed = { ...course, revisionNumber: 2, document: { ...course.document, title: 'Another title' } };
  await db
    .update(courseRevisions)
    .set({ document: renamed.document })
    .where(eq(courseRevisions.id, course.revisionId));
  const again = await inTransaction(ctx, (tx) =>
    issueCertificate(tx, { userId: actor.userId, course: renamed }),
  );
  await db
    .update(courseRevisions)
    .set({ document: course.document })
    .where(eq(courseRevisions.id, course.revisionId));

  expect(again).toEqual({ issued: false });
  expect(await rowsOf(actor.userId)).toEqual([before]);
});

test('the learner is congratulated in their own language, once', async () => {
  const actor = await learner({ locale: 'fa' });
  const ctx = contextOf(actor);
  await complete(ctx, actor.userId);
  await issue(ctx, actor.userId);
  await issue(ctx, actor.userId);
  const [row] = await rowsOf(actor.userId);
  expect(ctx.letters).toHaveLength(1);
  expect(ctx.letters[0]).toMatchObject({ recipient: actor.email, locale: 'fa' });
  expect(ctx.letters[0]?.subject).toContain('گواهی‌نامه');
  expect(ctx.letters[0]?.body).toContain(`https://learn.example.org/verify/${row?.code}`);
});

test('a certificate does not outlive the transaction that completes the course', async () => {
  const actor = await learner();
  const ctx = contextOf(actor);
  await complete(ctx, actor.userId);
  const undone = inTransaction(ctx, async (tx) => {
    await issueCertificate(tx, { userId: actor.userId, course });
    throw new Error('the rest failed');
  });
  await expect(undone).rejects.toThrow('the rest failed');
  expect(await rowsOf(actor.userId)).toEqual([]);
});
