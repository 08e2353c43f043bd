import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import type { Ctx } from '#lib/server/context.ts';
import { auditEntries, cohortInstructors, cohorts, outbox, users } from '#lib/server/db/schema/index.ts';
import { createMail } from '#lib/server/mail/outbox.ts';
import { assignInstructor, removeInstructor } from '#lib/server/services/admin/assign-instructor.ts';
import { createCohort } from '#lib/server/services/admin/create-cohort.ts';
import { listManagedCohorts } from '#lib/server/services/admin/list-managed-cohorts.ts';
import { listOutbox, openLetter } from '#lib/server/services/admin/list-outbox.ts';
import { listUsers } from '#lib/server/services/admin/list-users.ts';
import { setRole } from '#lib/server/services/admin/set-role.ts';
import { listActs } from '#lib/server/services/audit/list-acts.ts';
import { recordAct } from '#lib/server/services/audit/record-act.ts';
import { viewCohort } from '#lib/server/services/cohorts/view-cohort.ts';
import { coursesOf, TestClock, testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertCohort, insertPlainCourse, insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
const course = await insertPlainCourse(db);
const clock = new TestClock();
let admin: Actor & { email: string };

beforeEach(async () => {
  await db.update(users).set({ role: 'learner' });
  admin = await insertUser(db, { role: 'admin' });
});

const context = (actor: Actor | null = admin) =>
  testContext(db, { actor, clock, courses: coursesOf([course]) });

describe.each<[string, (ctx: Ctx) => Promise<unknown>]>([
  ['the outbox', (ctx) => listOutbox(ctx, {})],
  ['a letter', (ctx) => openLetter(ctx, { id: '00000000-0000-7000-8000-000000000000' })],
  ['the people', (ctx) => listUsers(ctx, {})],
  ['a role', (ctx) => setRole(ctx, { user: admin.userId, role: 'admin' })],
  ['the cohorts', (ctx) => listManagedCohorts(ctx)],
  ['a new cohort', (ctx) => createCohort(ctx, { name: 'Spring', course: course.courseId })],
  ['an instructor', (ctx) => assignInstructor(ctx, { cohort: '', email: '' })],
  ['the audit log', (ctx) => listActs(ctx, {})],
  ['a removal', (ctx) => removeInstructor(ctx, { cohort: '', user: '' })],
])('%s', (_what, use) => {
  test('does not exist for learners and instructors, and asks visitors to log in', async () => {
    const learner = await insertUser(db);
    const instructor = await insertUser(db, { role: 'instructor' });
    await expect(use(context(learner))).rejects.toMatchObject({ code: 'not-found' });
    await expect(use(context(instructor))).rejects.toMatchObject({ code: 'not-found' });
    await expect(use(context(null))).rejects.toMatchObject({ code: 'login-required' });
  });
});

describe('the outbox', () => {
  const send = async (subject: string) =>
    createMail(null).send(context(), { recipient: 'a@example.org', locale: 'en', subject, body: 'text' });

  test('lists every letter once, newest first, page by page, also those of one moment', async () => {
    await db.delete(outbox);
    for (let number = 0; number < 120; number++) {
      if (number % 40 === 0) clock.advance(1);
      await send(`Letter ${number}`);
    }
    const subjects: string[] = [];
    let after: string | null = null;
    let pages = 0;
    do {
      const page: Awaited<ReturnType<typeof listOutbox>> = await listOutbox(context(), { after });
      subjects.push(...page.letters.map(({ subject }) => subject));
      after = page.next;
      pages++;
    } while (after);
    expect(pages).toBe(3);
    expect(new Set(subjects).size).toBe(120);
    expect(subjects.slice(0, 40).every((subject) => Number(subject.slice(7)) >= 80)).toBe(true);
  });

  test.each([['nonsense'], ['1.2'], ['\0'], ['99999999999999.x']])(
    'begins anew at the place %j',
    async (after) => {
      await send('One');
      expect((await listOutbox(context(), { after })).letters.length).toBeGreaterThan(0);
    },
  );

  test('opens a letter with its text; one that is none does not exist', async () => {
    await send('Whole');
    const [newest] = (await listOutbox(context(), {})).letters;
    expect(await openLetter(context(), { id: newest?.id ?? '' })).toMatchObject({
      body: 'text',
      sentAt: null,
    });
    for (const id of ['', '\0', '00000000-0000-7000-8000-000000000000'])
      await expect(openLetter(context(), { id })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('people', () => {
  test('are found by a part of the name in any script or of the address', async () => {
    const given = { nameNative: 'ثناء بلوچ', nameLatin: 'Sana Baloch', email: 'sana_100%@example.org' };
    const { userId } = await insertUser(db, given);
    for (const words of ['بلوچ', 'sana b', 'sana_100%', ' Baloch '])
      expect((await listUsers(context(), { words })).people.map(({ id }) => id)).toEqual([userId]);
    for (const words of ['nobody at all', 'sana%b', '\\'])
      expect((await listUsers(context(), { words })).people).toEqual([]);
  });

  test('are listed page by page without their passwords', async () => {
    for (let number = 0; number < 60; number++) await insertUser(db);
    const first = await listUsers(context(), {});
    const second = await listUsers(context(), { after: first.next });
    const all = [...first.people, ...second.people].map(({ email }) => email);
    expect(first.people).toHaveLength(50);
    expect(all).toEqual([...new Set(all)].sort());
    expect(JSON.stringify(first)).not.toContain('passwordHash');
  });
});

describe('a role', () => {
  const roleOf = async (id: string) => (await db.select().from(users).where(eq(users.id, id)))[0]?.role;

  test('is given', async () => {
    const { userId } = await insertUser(db);
    await setRole(context(), { user: userId, role: 'instructor' });
    expect(await roleOf(userId)).toBe('instructor');
  });

  test('of the last administrator stays', async () => {
    const attempt = setRole(context(), { user: admin.userId, role: 'learner' });
    await expect(attempt).rejects.toMatchObject({ details: { fields: { role: 'last-administrator' } } });
    expect(await roleOf(admin.userId)).toBe('admin');
  });

  test('of two administrators who step down at the same moment, one stays', async () => {
    const second = await insertUser(db, { role: 'admin' });
    const tries = await Promise.allSettled(
      [admin, second].map((actor) => setRole(context(actor), { user: actor.userId, role: 'learner' })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('that is none, or of nobody, is refused', async () => {
    const role = 'owner';
    await expect(setRole(context(), { user: admin.userId, role })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    for (const user of ['', '\0', '00000000-0000-7000-8000-000000000000'])
      await expect(setRole(context(), { user, role: 'learner' })).rejects.toMatchObject({
        code: 'not-found',
      });
  });
});

describe('a cohort', () => {
  test('is made with a secret code to join, and listed', async () => {
    const made = await createCohort(context(), { name: '  Spring \u202E 2026 ', course: course.courseId });
    expect(made.joinCode).toMatch(/^[2-9a-hjkmnp-z]{16}$/);
    const { cohorts: listed, courses } = await listManagedCohorts(context());
    expect(listed.find(({ id }) => id === made.cohortId)).toMatchObject({
      name: 'Spring 2026',
      instructors: [],
    });
    expect(courses).toEqual([{ id: course.courseId, title: course.document.title }]);
  });

  test.each([
    ['no name', { name: ' ', course: course.courseId }, { name: 'text-missing' }],
    ['a name too long', { name: 'x'.repeat(81), course: course.courseId }, { name: 'text-long' }],
    ['no course', { name: 'Spring', course: 'nowhere' }, { course: 'course-unknown' }],
  ])('is refused with %s', async (_what, input, fields) => {
    const before = await db.$count(cohorts);
    await expect(createCohort(context(), input)).rejects.toMatchObject({ details: { fields } });
    expect(await db.$count(cohorts)).toBe(before);
  });

  test('is seen by its instructor from the assignment to the removal', async () => {
    const instructor = await insertUser(db, { role: 'instructor' });
    const id = await insertCohort(db, course, []);
    await expect(viewCohort(context(instructor), { id })).rejects.toMatchObject({ code: 'not-found' });
    for (let time = 0; time < 2; time++)
      await assignInstructor(context(), { cohort: id, email: ` ${instructor.email.toUpperCase()}` });
    expect((await viewCohort(context(instructor), { id })).cohort.id).toBe(id);
    await removeInstructor(context(), { cohort: id, user: instructor.userId });
    await expect(viewCohort(context(instructor), { id })).rejects.toMatchObject({ code: 'not-found' });
    const again = removeInstructor(context(), { cohort: id, user: instructor.userId });
    await expect(again).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is not given to somebody who is no instructor', async () => {
    const learner = await insertUser(db);
    const cohort = await insertCohort(db, course, []);
    for (const email of [learner.email, 'nobody@example.org', '', 'a\0b'])
      await expect(assignInstructor(context(), { cohort, email })).rejects.toMatchObject({
        details: { fields: { email: 'person-unknown' } },
      });
    const rows = await db.select().from(cohortInstructors).where(eq(cohortInstructors.cohortId, cohort));
    expect(rows).toEqual([]);
  });
});

describe('the audit log', () => {
  beforeEach(() => db.delete(auditEntries));

  test('says who did what to whom, in the transaction of the act, and nothing where nothing changed', async () => {
    const { cohortId } = await createCohort(context(), { name: 'Autumn', course: course.courseId });
    const instructor = await insertUser(db);
    clock.advance(1);
    await setRole(context(), { user: instructor.userId, role: 'instructor' });
    await setRole(context(), { user: instructor.userId, role: 'instructor' });
    clock.advance(1);
    await assignInstructor(context(), { cohort: cohortId, email: instructor.email });
    await assignInstructor(context(), { cohort: cohortId, email: instructor.email });
    clock.advance(1);
    await removeInstructor(context(), { cohort: cohortId, user: instructor.userId });
    await expect(
      removeInstructor(context(), { cohort: cohortId, user: instructor.userId }),
    ).rejects.toThrow();
    const { acts } = await listActs(context(), {});
    expect(acts.map(({ action, details }) => [action, details])).toEqual([
      ['cohort.remove', { email: instructor.email }],
      ['cohort.assign', { email: instructor.email }],
      ['user.role', { role: 'instructor' }],
      ['cohort.create', { course: course.document.slug }],
    ]);
    expect(acts.every(({ actor }) => actor?.id === admin.userId)).toBe(true);
    expect(acts.map(({ person, cohort }) => person?.id ?? cohort?.name)).toEqual([
      'Autumn',
      'Autumn',
      instructor.userId,
      'Autumn',
    ]);
  });

  test('is read page by page, newest first, also of one kind only', async () => {
    for (let number = 0; number < 120; number++) {
      if (number % 40 === 0) clock.advance(1);
      const action = number % 2 === 0 ? 'regrade.finish' : 'question.import';
      await recordAct(context(null), action, { details: { changed: number } });
    }
    const read = async (action: string | null) => {
      const numbers: number[] = [];
      let after: string | null = null;
      do {
        const { acts, next } = await listActs(context(), { action, after });
        expect(acts.length).toBeLessThanOrEqual(50);
        numbers.push(...acts.map(({ details }) => Number(details['changed'])));
        after = next;
      } while (after);
      // Those of one moment have no order among themselves.
      const moments = numbers.map((number) => Math.floor(number / 40));
      expect(moments).toEqual(moments.toSorted((a, b) => b - a));
      return numbers.toSorted((a, b) => b - a);
    };
    const all = Array.from({ length: 120 }, (_, index) => 119 - index);
    expect(await read(null)).toEqual(all);
    expect(await read('nothing known')).toEqual(all);
    expect(await read('question.import')).toEqual(all.filter((number) => number % 2 === 1));
  });
});
