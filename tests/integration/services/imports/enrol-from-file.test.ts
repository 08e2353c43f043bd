import { and, eq, like } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import type { Ctx } from '#lib/server/context.ts';
import { accountTokens, auditEntries, cohorts, enrolments, users } from '#lib/server/db/schema/index.ts';
import { tokenHash } from '#lib/server/auth/tokens.ts';
import { logIn } from '#lib/server/services/accounts/log-in.ts';
import { resetPassword } from '#lib/server/services/accounts/reset-password.ts';
import { enrolFromFile } from '#lib/server/services/imports/enrol-from-file.ts';
import { exportPlan, type PlanWords } from '#lib/server/services/imports/export-plan.ts';
import { exportTemplate } from '#lib/server/services/imports/export-template.ts';
import { readChoice } from '#lib/server/services/imports/import-choice.ts';
import { keyOf } from '#lib/server/services/imports/kept-file.ts';
import { planEnrolment } from '#lib/server/services/imports/plan-enrolment.ts';
import { uploadPeople } from '#lib/server/services/imports/upload-people.ts';
import { createMail } from '#lib/server/mail/outbox.ts';
import type { Letter } from '#lib/server/mail/mail.ts';
import { createMemoryStorage } from '#lib/server/storage/memory.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../../support/factories/cohorts.ts';
import { insertCohort, insertUser } from '../../../support/factories/learning.ts';
import { csvLines } from '../../../support/table-text.ts';

const { db } = await freshDatabase();
let world: CohortWorld;
let storage: ReturnType<typeof createMemoryStorage>;
let letters: Letter[];
let jobs: { name: string; data: unknown; options: unknown }[];
let run = 0;

beforeEach(async () => {
  world = await cohortWorld(db);
  storage = createMemoryStorage();
  letters = [];
  jobs = [];
  run += 1;
});

/** An address that no other test has. */
const at = (name: string) => `${name}.${run}@example.org`;
const context = (actor: Actor | null = world.instructor, given: Partial<Ctx> = {}) =>
  world.as(actor, {
    storage,
    mail: { send: (_ctx, letter) => Promise.resolve(void letters.push(letter)) },
    jobs: {
      enqueue: (_ctx, name, data, options) => Promise.resolve(void jobs.push({ name, data, options })),
    },
    ...given,
  });

const WORDS: PlanWords = {
  fate: (fate) => fate,
  problem: ({ problem }, heads) => `${problem} in ${heads[0]}`,
};
const HEAD = 'Name,Name in Latin letters,E-mail,Language,Country';
const line = (name: string) => `نرگس ${name},Narges ${name},${at(name)},fa,Iran`;
const bytesOf = (...lines: string[]) => new TextEncoder().encode([HEAD, ...lines].join('\r\n'));

const upload = (bytes: Uint8Array, actor: Actor | null = world.instructor, cohort = world.cohortId) =>
  uploadPeople(context(actor), { cohort, read: () => Promise.resolve({ name: 'people.csv', bytes }) });
async function kept(...lines: string[]): Promise<string> {
  const file = await upload(bytesOf(...lines));
  if ('problem' in file) throw new Error(file.problem);
  return file.id;
}
const choice = (file: string, given: Record<string, string> = {}) =>
  readChoice(new URLSearchParams({ file, ...given }));
const plan = async (file: string, given: Record<string, string> = {}) =>
  (await planEnrolment(context(), { cohort: world.cohortId, choice: choice(file, given) })).plan;
const confirm = (file: string, given: Record<string, string> = {}, takeGood = false, ctx = context()) =>
  enrolFromFile(ctx, { cohort: world.cohortId, choice: choice(file, given), takeGood });

const peopleHere = () =>
  db
    .select({ email: users.email })
    .from(enrolments)
    .innerJoin(users, eq(users.id, enrolments.userId))
    .where(eq(enrolments.cohortId, world.cohortId));
const counts = async () => [
  await db.$count(users),
  await db.$count(enrolments),
  await db.$count(accountTokens),
];

describe('a file of people', () => {
  test('makes accounts, enrols everybody and writes the letters, all with one act in the log', async () => {
    const member = await insertUser(db, { email: at('known') });
    const file = await kept(line('one'), line('two'), line('known'));
    expect(await plan(file)).toMatchObject({ counts: { new: 2, known: 1, bad: 0 }, lines: 3, isReady: true });
    expect(await peopleHere()).toEqual([]);
    expect(await confirm(file)).toMatchObject({ enrolled: 3 });
    expect((await peopleHere()).map(({ email }) => email).toSorted()).toEqual(
      [at('known'), at('one'), at('two')].toSorted(),
    );
    const [person] = await db
      .select()
      .from(users)
      .where(eq(users.email, at('one')));
    expect(person).toMatchObject({
      nameNative: 'نرگس one',
      nameLatin: 'Narges one',
      nameLanguage: 'fa',
      country: 'IR',
      role: 'learner',
      locale: 'fa',
      emailVerifiedAt: null,
    });
    expect(letters.map(({ recipient }) => recipient).toSorted()).toEqual(
      [at('known'), at('one'), at('two')].toSorted(),
    );
    const [act] = await db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.subjectId, world.cohortId), eq(auditEntries.action, 'enrolment.import')));
    expect(act).toMatchObject({
      actorId: world.instructor.userId,
      details: { file: 'people.csv', accounts: 2, enrolled: 3, moved: 0, leftOut: 0 },
    });
    expect(member.userId).not.toBe('');
  });

  test('gives accounts that no password opens before their link was used, which confirms the address', async () => {
    await confirm(await kept(line('one')));
    const login = (password: string) =>
      logIn(context(null), { email: at('one'), password, address: '192.0.2.1' } as never);
    await expect(login('a guessed password')).rejects.toMatchObject({ code: 'wrong-credentials' });
    const token = /reset-password\/([\w-]+)/.exec(letters[0]?.body ?? '')?.[1] ?? '';
    expect(
      await db
        .select()
        .from(accountTokens)
        .where(eq(accountTokens.tokenHash, tokenHash(token))),
    ).toMatchObject([{ purpose: 'reset-password', usedAt: null }]);
    await resetPassword(context(null), { token, password: 'a long and quiet river' });
    const [person] = await db
      .select()
      .from(users)
      .where(eq(users.email, at('one')));
    expect(person?.emailVerifiedAt).not.toBeNull();
    await expect(login('a long and quiet river')).resolves.toBeDefined();
  });

  test('with a bad line changes nothing at all, unless the good lines are asked for', async () => {
    const file = await kept(
      line('one'),
      'Anna,Anna,no address,,',
      line('one'),
      '=1+1,Anna,anna@example.org,,',
    );
    expect((await plan(file))?.bad).toEqual([
      { line: 3, email: 'no address', problems: [{ problem: 'email-wrong' }] },
      { line: 4, email: at('one'), problems: [{ problem: 'duplicate', line: 2 }] },
      { line: 5, email: 'anna@example.org', problems: [{ problem: 'formula', column: 0 }] },
    ]);
    const before = await counts();
    expect(await confirm(file)).toEqual({ refused: 'bad-lines' });
    expect(await counts()).toEqual(before);
    expect(letters).toEqual([]);
    expect(await confirm(file, {}, true)).toMatchObject({ enrolled: 1, counts: { bad: 3 } });
    expect(await peopleHere()).toEqual([{ email: at('one') }]);
  });

  test('leaves people of another cohort there, or moves them with all they did', async () => {
    const other = await insertCohort(db, world.course, []);
    const learner = await world.join({ email: at('mover') });
    await world.study(learner, 'steel');
    const mine = and(eq(enrolments.userId, learner.userId), eq(enrolments.courseId, world.course.courseId));
    await db.update(enrolments).set({ cohortId: other }).where(mine);
    const file = await kept(line('mover'));
    expect(await plan(file)).toMatchObject({ counts: { left: 1 } });
    expect(await confirm(file)).toMatchObject({ enrolled: 0 });
    expect(await plan(file, { others: 'move' })).toMatchObject({ counts: { move: 1 } });
    expect(await confirm(file, { others: 'move' })).toMatchObject({ enrolled: 1 });
    const [row] = await db.select().from(enrolments).where(mine);
    expect(row).toMatchObject({ cohortId: world.cohortId });
    expect(row?.lastModuleKey).toBe('steel');
  });

  test('has its columns chosen where the heads do not tell them', async () => {
    const bytes = new TextEncoder().encode(`a;b;c\r\nAnna;x;${at('anna')}\r\n`);
    const file = await upload(bytes);
    if (!('id' in file)) throw new Error('not kept');
    expect(await plan(file.id)).toMatchObject({ isReady: false, heads: ['a', 'b', 'c'] });
    expect(await confirm(file.id)).toEqual({ refused: 'columns' });
    const chosen = { nameNative: '0', email: '2' };
    expect(await plan(file.id, chosen)).toMatchObject({ isReady: true, counts: { new: 1 } });
    expect(await plan(file.id, { ...chosen, country: '2' })).toMatchObject({ isReady: false });
    expect(await plan(file.id, { nameNative: '77', email: '2' })).toMatchObject({ isReady: false });
    expect(await confirm(file.id, chosen)).toMatchObject({ enrolled: 1 });
  });
});

describe('the confirmation', () => {
  test('judges again: who came in meanwhile is nobody new', async () => {
    const file = await kept(line('one'), line('two'));
    await world.join({ email: at('one') });
    expect(await confirm(file)).toMatchObject({ enrolled: 1, counts: { new: 1, here: 1 } });
  });

  test('given twice at once enrols everybody once', async () => {
    const file = await kept(line('one'), line('two'), line('three'));
    const done = await Promise.all([confirm(file), confirm(file)]);
    expect(done.map((one) => ('enrolled' in one ? one.enrolled : -1)).toSorted()).toEqual([0, 3]);
    expect(await peopleHere()).toHaveLength(3);
    expect(letters).toHaveLength(3);
  });

  test('that dies before its end leaves nothing, and may be given again', async () => {
    const file = await kept(line('one'), line('two'));
    const before = await counts();
    let sent = 0;
    const mail = {
      send: () => ((sent += 1) > 1 ? Promise.reject(new Error('killed')) : Promise.resolve()),
    };
    await expect(confirm(file, {}, false, context(world.instructor, { mail }))).rejects.toThrow('killed');
    expect(await counts()).toEqual(before);
    expect(await confirm(file)).toMatchObject({ enrolled: 2 });
  });

  test('into an archived cohort is refused, and so is the file', async () => {
    const file = await kept(line('one'));
    await db.update(cohorts).set({ archivedAt: new Date() }).where(eq(cohorts.id, world.cohortId));
    expect(await confirm(file)).toEqual({ refused: 'archived' });
    expect(await upload(bytesOf(line('two')))).toEqual({ problem: 'archived' });
  });
});

describe('what is kept of a file', () => {
  test('is deleted when it was used, and after a day in any case', async () => {
    const file = await kept(line('one'));
    const discard = { name: 'discard-media', data: { keys: [keyOf(file)], uploads: [] } };
    expect(jobs).toEqual([{ ...discard, options: { afterSeconds: 86_400 } }]);
    await confirm(file);
    expect(jobs[1]).toMatchObject(discard);
    await storage.delete(keyOf(file));
    expect(await plan(file)).toBeNull();
    expect(await confirm(file)).toEqual({ refused: 'gone' });
  });

  test('is for who sent it and for that cohort alone', async () => {
    const file = await kept(line('one'));
    const admin = await insertUser(db, { role: 'admin' });
    const sibling = await insertCohort(db, world.course, [world.instructor.userId]);
    const as = async (actor: Actor, cohort: string) =>
      (await planEnrolment(context(actor), { cohort, choice: choice(file) })).plan;
    expect(await as(admin, world.cohortId)).toBeNull();
    expect(await as(world.instructor, sibling)).toBeNull();
    expect(await as(world.instructor, world.cohortId)).not.toBeNull();
    for (const strange of ['', '../secret', 'f'.repeat(32), '\0']) expect(await plan(strange)).toBeNull();
  });
});

test('a file that is no table is refused before anything is kept', async () => {
  expect(await upload(new TextEncoder().encode('Name\n'))).toEqual({ problem: 'empty' });
  expect(jobs).toEqual([]);
});

test('nothing of it exists for learners, for instructors of other cohorts and under bad ids', async () => {
  const learner = await world.join();
  const { instructor: stranger } = await cohortWorld(db);
  const file = await kept(line('one'));
  let read = 0;
  const ways: ((ctx: Ctx, cohort: string) => Promise<unknown>)[] = [
    (ctx, cohort) => planEnrolment(ctx, { cohort, choice: choice(file) }),
    (ctx, cohort) => enrolFromFile(ctx, { cohort, choice: choice(file), takeGood: true }),
    (ctx, cohort) =>
      uploadPeople(ctx, {
        cohort,
        read: () => {
          read += 1;
          return Promise.resolve('missing' as const);
        },
      }),
    (ctx, cohort) => exportTemplate(ctx, { cohort }),
    (ctx, cohort) => exportPlan(ctx, { cohort, choice: choice(file) }, WORDS),
  ];
  for (const way of ways) {
    for (const actor of [learner, stranger])
      await expect(way(context(actor), world.cohortId)).rejects.toMatchObject({ code: 'not-found' });
    await expect(way(context(), 'no id')).rejects.toMatchObject({ code: 'not-found' });
    await expect(way(context(null), world.cohortId)).rejects.toMatchObject({ code: 'login-required' });
  }
  // Not even the body of their request is read.
  expect(read).toBe(0);
});

describe('the plan as a file', () => {
  const planFile = (file: string, given: Record<string, string> = {}, actor: Actor = world.instructor) =>
    exportPlan(context(actor), { cohort: world.cohortId, choice: choice(file, given) }, WORDS);
  const notThere = { code: 'not-found' };

  test('has every line with its number, what would happen and what to mend, and no formula', async () => {
    await insertUser(db, { email: at('known') });
    const formula = `"=HYPERLINK(""http://evil.example"")",Bad,${at('bad')},,`;
    const lines = [line('one'), '', formula, line('known'), `Anna,Anna,no address,,Narnia`, line('one')];
    const file = await kept(...lines);
    const table = await planFile(file);
    expect(table.total).toBe(5);
    expect(await Array.fromAsync(table.rows)).toEqual([
      [2, 'نرگس one', 'Narges one', at('one'), 'fa', 'Iran', 'new', ''],
      [4, '=HYPERLINK("http://evil.example")', 'Bad', at('bad'), null, null, 'bad', 'formula in Name'],
      [5, 'نرگس known', 'Narges known', at('known'), 'fa', 'Iran', 'known', ''],
      [6, 'Anna', 'Anna', 'no address', null, null, 'bad', expect.stringMatching(/country.* email-wrong/)],
      [7, 'نرگس one', 'Narges one', at('one'), 'fa', 'Iran', 'bad', 'duplicate in Name'],
    ]);
    const text = await csvLines(await planFile(file));
    expect(text[0]).toBe('Line,Name,Name in Latin letters,E-mail,Language,Country,What happens,What to mend');
    expect(text[2]).toContain(`4,"'=HYPERLINK(`);
    expect(await peopleHere()).toEqual([]);
  });

  test('holds more than the page lists, read as the page was asked to read it', async () => {
    const many = Array.from({ length: 450 }, (_, count) => line(`p${count}`));
    const file = await kept(...many, ...many);
    expect((await plan(file))?.bad).toHaveLength(200);
    const rows = await Array.fromAsync((await planFile(file)).rows);
    expect(rows.map((row) => row[6])).toEqual([...many.map(() => 'new'), ...many.map(() => 'bad')]);
    const swapped = await Array.fromAsync((await planFile(file, { nameNative: '1', nameLatin: '0' })).rows);
    expect(swapped[0]?.slice(1, 3)).toEqual(['Narges p0', 'نرگس p0']);
  });

  test('is not there where the page shows no plan', async () => {
    const file = await kept(line('one'));
    const admin = await insertUser(db, { role: 'admin' });
    await expect(planFile(file, {}, admin)).rejects.toMatchObject(notThere);
    await expect(planFile(file, { email: 'none' })).rejects.toMatchObject(notThere);
    for (const strange of ['', '../secret', 'f'.repeat(32)])
      await expect(planFile(strange)).rejects.toMatchObject(notThere);
    const archivedAt = new Date('2026-03-01T00:00:00Z');
    await db.update(cohorts).set({ archivedAt }).where(eq(cohorts.id, world.cohortId));
    await expect(planFile(file)).rejects.toMatchObject(notThere);
  });
});

test('the empty table has heads that are understood', async () => {
  const [head = ''] = await csvLines(await exportTemplate(context(), { cohort: world.cohortId }));
  expect(head).toBe(HEAD);
});

test('ten thousand people come in within seconds', { timeout: 120_000 }, async () => {
  const many = Array.from({ length: 10_000 }, (_, n) => `Person,Person,many${n}.${run}@example.org,,`);
  const file = await kept(...many);
  const began = performance.now();
  expect(await confirm(file, {}, false, context(world.instructor, { mail: createMail(null) }))).toMatchObject(
    {
      enrolled: 10_000,
    },
  );
  const took = performance.now() - began;
  process.stdout.write(`10,000 people: ${Math.round(took)} ms\n`);
  expect(await db.$count(users, like(users.email, `many%.${run}@example.org`))).toBe(10_000);
  expect(took).toBeLessThan(60_000);
});
