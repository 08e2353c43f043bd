import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import type { Ctx } from '#lib/server/context.ts';
import { auditEntries, cohorts, outbox, users } from '#lib/server/db/schema/index.ts';
import { createMail } from '#lib/server/mail/outbox.ts';
import { countAuditEntries, listAuditEntries } from '#lib/server/queries/audit.ts';
import { assignInstructor } from '#lib/server/services/admin/assign-instructor.ts';
import { exportManagedCohorts } from '#lib/server/services/admin/export-managed-cohorts.ts';
import { exportOutbox } from '#lib/server/services/admin/export-outbox.ts';
import { exportUsers } from '#lib/server/services/admin/export-users.ts';
import type { ActQuestion } from '#lib/server/services/audit/act-filter.ts';
import { exportActs, type ActWords } from '#lib/server/services/audit/export-acts.ts';
import { listActs } from '#lib/server/services/audit/list-acts.ts';
import { recordAct } from '#lib/server/services/audit/record-act.ts';
import { exportIssued } from '#lib/server/services/certificates/export-issued.ts';
import { coursesOf, TestClock, testContext } from '../../../support/context.ts';
import { freshDatabase } from '../../../support/database.ts';
import {
  insertCohort,
  insertEnrolment,
  insertPlainCourse,
  insertUser,
} from '../../../support/factories/learning.ts';
import { csvLines } from '../../../support/table-text.ts';

const { db } = await freshDatabase();
const course = await insertPlainCourse(db);
const clock = new TestClock();
let admin: Actor & { email: string };

beforeEach(async () => {
  await db.delete(auditEntries);
  await db.delete(outbox);
  await db.update(users).set({ role: 'learner' });
  admin = await insertUser(db, { role: 'admin' });
});

const context = (actor: Actor | null = admin) =>
  testContext(db, { actor, clock, courses: coursesOf([course]) });
const WORDS: ActWords = {
  act: (action) => action,
  details: (details) => Object.entries(details).map(([name, value]) => ({ name, value: String(value) })),
};

describe.each<[string, (ctx: Ctx) => Promise<unknown>]>([
  ['the people', (ctx) => exportUsers(ctx, {})],
  ['the cohorts', (ctx) => exportManagedCohorts(ctx)],
  ['the letters', (ctx) => exportOutbox(ctx)],
  ['the certificates', (ctx) => exportIssued(ctx, {})],
  ['the acts', (ctx) => exportActs(ctx, {}, WORDS)],
])('%s as a file', (_what, use) => {
  test('do not exist for learners and instructors, and ask visitors to log in', async () => {
    for (const role of ['learner', 'instructor'] as const)
      await expect(use(context(await insertUser(db, { role })))).rejects.toMatchObject({ code: 'not-found' });
    await expect(use(context(null))).rejects.toMatchObject({ code: 'login-required' });
  });
});

test('people are taken along with the filter of the page, without their passwords', async () => {
  const sana = await insertUser(db, { nameLatin: 'Sana Baloch', role: 'instructor' });
  const all = await exportUsers(context(), {});
  expect(all.total).toBe(await db.$count(users));
  expect(await csvLines(all)).toHaveLength((all.total ?? 0) + 1);
  const lines = await csvLines(await exportUsers(context(), { words: 'sana b' }));
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(`Sana Baloch,${sana.email},`);
  expect(lines.join()).not.toContain('argon2');
});

test('cohorts are taken along with their learners, their address and who teaches them', async () => {
  const sana = await insertUser(db, { nameNative: 'Sana Baloch', role: 'instructor' });
  const id = await insertCohort(db, course, [sana.userId]);
  const second = await insertUser(db, { nameNative: 'Ali Reza', nameLatin: 'Ali Reza', role: 'instructor' });
  await assignInstructor(context(), { cohort: id, email: second.email });
  const learner = await insertUser(db);
  await insertEnrolment(db, learner.userId, course.courseId, { cohortId: id });
  const [row] = await db.select().from(cohorts).where(eq(cohorts.id, id));
  const table = await exportManagedCohorts(context());
  const rows = await Array.fromAsync(table.rows);
  expect(table.total).toBe(await db.$count(cohorts));
  expect(rows).toHaveLength(table.total ?? 0);
  const found = rows.find(([, , , address]) => String(address).endsWith(`/join/${row?.joinCode}`));
  expect(found?.slice(0, 3)).toEqual([row?.name, course.document.title, 1]);
  expect(found?.[4]).toContain(`Sana Baloch <${sana.email}>`);
  expect(found?.[4]).toContain(`Ali Reza <${second.email}>`);
});

test('letters are taken along newest first, all of them', async () => {
  for (let number = 0; number < 2_100; number += 1) {
    if (number % 700 === 0) clock.advance(1);
    const letter = { recipient: 'a@example.org', locale: 'en', subject: `Letter ${number}`, body: 'secret' };
    await createMail(null).send(context(), letter);
  }
  const lines = (await csvLines(await exportOutbox(context()))).slice(1);
  expect(new Set(lines.map((line) => line.split(',')[0])).size).toBe(2_100);
  expect(lines[0]).toMatch(/^Letter (1[4-9]|2)\d\d/);
  expect(lines.join()).not.toContain('secret');
});

describe('acts', () => {
  const act = (ctx: Ctx, subjectId: string, changed: number) =>
    recordAct(ctx, changed % 2 ? 'user.role' : 'regrade.finish', { subjectId, details: { changed } });
  const read = async (question: ActQuestion) =>
    (await listActs(context(), question)).acts.map(({ details }) => Number(details['changed'])).toSorted();
  const file = async (question: ActQuestion) => csvLines(await exportActs(context(), question, WORDS));

  test('are found by who did them, to whom, when, and what they were; the file holds the same', async () => {
    const colleague = await insertUser(db, { role: 'admin', email: 'colleague@ministry.example' });
    const person = await insertUser(db, { nameNative: 'نرگس رضایی' });
    const cohortId = await insertCohort(db, course, []);
    clock.time = new Date('2026-03-01T23:59:59Z');
    await act(context(), person.userId, 1);
    clock.time = new Date('2026-03-02T00:00:00Z');
    await act(context(colleague), person.userId, 2);
    await act(context(colleague), cohortId, 3);
    await act(context(null), cohortId, 4);
    expect(await read({})).toEqual([1, 2, 3, 4]);
    expect(await read({ who: 'COLLEAGUE@min' })).toEqual([2, 3]);
    expect(await read({ who: 'nobody at all' })).toEqual([]);
    expect(await read({ about: 'نرگس' })).toEqual([1, 2]);
    expect(await read({ about: 'Cohort' })).toEqual([3, 4]);
    expect(await read({ action: 'user.role', who: 'colleague' })).toEqual([3]);
    expect(await read({ from: '2026-03-02' })).toEqual([2, 3, 4]);
    expect(await read({ to: '2026-03-01' })).toEqual([1]);
    expect(await read({ from: '2026-03-01', to: '2026-03-02', about: 'نرگس' })).toEqual([1, 2]);
    expect(await read({ from: '2026-13-45', to: 'soon', action: 'nonsense' })).toEqual([1, 2, 3, 4]);
    const lines = await file({ about: 'نرگس' });
    expect(lines).toEqual([
      'When (UTC),Who,E-mail of who did it,What,Done to,E-mail of that person,Details',
      expect.stringMatching(
        /^2026-03-02T00:00:00.000Z,.*,colleague@ministry.example,regrade.finish,نرگس رضایی,.*,changed: 2$/,
      ),
      expect.stringMatching(/^2026-03-01T23:59:59.000Z,.*,user.role,نرگس رضایی,.*,changed: 1$/),
    ]);
  });

  test('are found by an index, also a long way down, by day and by whom they were done to', async () => {
    await db.execute(sql`insert into audit_entries (id, at, action, subject_id, details)
      select gen_random_uuid(), timestamptz '2026-01-01' + n * interval '1 second', 'user.role', gen_random_uuid(), '{}'
      from generate_series(1, 20000) n`);
    await db.execute(sql`analyze audit_entries`);
    const id = '019a0000-0000-7000-8000-000000000000';
    const none = { action: null, actorIds: null, subjectIds: null, since: null, until: null };
    const at = new Date('2026-01-01T02:00:00Z');
    const plan = async (given: Partial<Parameters<typeof listAuditEntries>[1]>) => {
      const query = listAuditEntries(db, { ...none, after: null, limit: 51, ...given }).getSQL();
      return JSON.stringify(await db.execute(sql`explain ${query}`));
    };
    expect(await plan({ after: { at, id } })).toMatch(
      /Index Scan using audit_entries_newest.*Index Cond: \(ROW/,
    );
    expect(await plan({ since: at, until: new Date('2026-01-01T02:01:00Z') })).toMatch(
      /audit_entries_newest.*Index Cond/,
    );
    expect(await plan({ subjectIds: [id] })).toContain('audit_entries_subject');
    expect(await countAuditEntries(db, none)).toBe(20_000);
  });
});
