import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { moduleDeadlines, users } from '#lib/server/db/schema/index.ts';
import { exportCohortTable } from '#lib/server/services/cohorts/export-cohort-table.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../../support/factories/cohorts.ts';
import { insertGradedAttempt, insertUser } from '../../../support/factories/learning.ts';
import { csvLines } from '../../../support/table-text.ts';

const { db } = await freshDatabase();
let world: CohortWorld;

beforeEach(async () => {
  world = await cohortWorld(db);
});

type Question = Partial<Parameters<typeof exportCohortTable>[1]>;
const table = (question: Question = {}, actor: Actor | null = world.instructor) =>
  exportCohortTable(world.as(actor), { id: world.cohortId, ...question });
const lines = async (question: Question = {}, actor: Actor | null = world.instructor) =>
  csvLines(await table(question, actor));

const HEAD =
  'Name,Name in Latin letters,E-mail,Country,"Last seen (day, UTC)",Standing,Modules complete,Average mark (%),Next due day,' +
  ['Steel', 'Cement']
    .map(
      (name) =>
        `${name}: state,${name}: best mark (%),${name}: steps done,${name}: steps in all,${name}: ways,${name}: due day`,
    )
    .join(',');

describe('the table of a cohort', () => {
  test('holds the head alone where nobody is in it', async () => {
    const { name, total } = await table();
    expect(name).toMatch(/^Cohort/);
    expect(total).toBe(0);
    expect(await lines()).toEqual([HEAD]);
  });

  test('has one line for each learner by name, with every module', async () => {
    await world.join({ nameNative: 'نرگس', nameLatin: 'Narges', email: 'narges@example.org' });
    const done = await world.join({ nameNative: '王芳', nameLatin: 'Fang Wang', email: 'fang@example.org' });
    await db.update(users).set({ country: 'CN' }).where(eq(users.id, done.userId));
    await world.study(done, 'steel');
    await world.takeQuiz(done, 'steel', 4);
    await world.visit(done, 'cement');
    await world.takeQuiz(done, 'cement', 1);
    await db
      .insert(moduleDeadlines)
      .values({ cohortId: world.cohortId, moduleKey: 'cement', dueOn: '2026-04-01' } as never);
    expect((await table()).total).toBe(2);
    expect(await lines()).toEqual([
      HEAD,
      '王芳,Fang Wang,fang@example.org,China,2026-03-02,In progress,1,50,2026-04-01,' +
        'Complete,80,4,4,written summary,,In progress,20,0,4,,2026-04-01',
      'نرگس,Narges,narges@example.org,,,Not started,0,,2026-04-01,' +
        'Not started,,0,4,,,Not started,,0,4,,2026-04-01',
    ]);
  });

  test('rounds marks to one decimal', async () => {
    const { userId } = await world.join();
    await insertGradedAttempt(db, world.course, { userId, moduleKey: 'steel', percent: 66.67 });
    await insertGradedAttempt(db, world.course, { userId, moduleKey: 'cement', percent: 50 });
    expect((await lines())[1]).toContain(',0,58.3,,In progress,66.7,');
  });

  test('never holds a name that a spreadsheet would run', async () => {
    const nameNative = '=HYPERLINK("https://evil.example","Ali")';
    await world.join({ nameNative, nameLatin: '+Ali, Reza', email: '-x@example.org' });
    expect((await lines())[1]).toMatch(
      /^"'=HYPERLINK\(""https:\/\/evil\.example"",""Ali""\)","'\+Ali, Reza",'-x@example\.org,/,
    );
  });

  test('is filtered by standing and by words, in the order of names', async () => {
    const anna = await world.join({ nameLatin: 'Anna' });
    await world.join({ nameLatin: 'Chen' });
    await world.join({ nameLatin: 'Boris' });
    await world.study(anna, 'steel');
    const names = async (question: Question) =>
      (await lines(question)).slice(1).map((line) => line.split(',')[1]);
    expect(await names({})).toEqual(['Anna', 'Boris', 'Chen']);
    expect(await names({ show: 'in-progress' })).toEqual(['Anna']);
    expect(await names({ show: 'not-started' })).toEqual(['Boris', 'Chen']);
    expect(await names({ show: 'nonsense', words: 'CHE' })).toEqual(['Chen']);
    expect(await names({ words: '%' })).toEqual([]);
  });

  test('holds those who are behind a day that is over', async () => {
    const anna = await world.join({ nameLatin: 'Anna' });
    await world.join({ nameLatin: 'Not begun' });
    await world.study(anna, 'cement');
    const late = { cohortId: world.cohortId, moduleKey: 'steel', dueOn: '2026-02-01' };
    await db.insert(moduleDeadlines).values(late as never);
    expect(await lines({ show: 'behind' })).toHaveLength(2);
    await db.update(moduleDeadlines).set({ dueOn: '2027-02-01' });
    expect(await lines({ show: 'behind' })).toHaveLength(1);
  });

  test('goes on over many batches without losing or doubling anybody', async () => {
    await db.execute(
      `insert into users (id, email, password_hash, name_native, name_latin, created_at)
       select gen_random_uuid(), 'many' || n || '@example.org', '-', 'N', 'Same name', now() from generate_series(1, 4100) n`,
    );
    await db.execute(
      `insert into enrolments (user_id, course_id, cohort_id, enrolled_at)
       select id, '${world.course.courseId}', '${world.cohortId}', now() from users where email like 'many%'`,
    );
    // Everybody; a word that many have; one that few have.
    for (const [words, expected] of [
      [null, 4100],
      ['same', 4100],
      ['many4', 212],
    ] as const) {
      const found = (await lines({ words })).slice(1).map((line) => line.split(',')[2]);
      expect(found).toHaveLength(expected);
      expect(new Set(found).size).toBe(expected);
    }
  });
});

test('the table is given to the cohort’s instructor and to administrators alone', async () => {
  const member = await world.join();
  const other = await cohortWorld(db);
  for (const actor of [member, other.instructor])
    await expect(table({}, actor)).rejects.toMatchObject({ code: 'not-found' });
  await expect(table({ id: 'no id' })).rejects.toMatchObject({ code: 'not-found' });
  await expect(table({}, null)).rejects.toMatchObject({ code: 'login-required' });
  const admin = await insertUser(db, { role: 'admin' });
  expect(await lines({}, admin)).toHaveLength(2);
});
