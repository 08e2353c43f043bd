import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { exportCohortCsv } from '#lib/server/services/cohorts/export-cohort-csv.ts';
import type { CohortQuestion } from '#lib/server/services/cohorts/view-cohort.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../../support/factories/cohorts.ts';
import { insertGradedAttempt, insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
let world: CohortWorld;

beforeEach(async () => {
  world = await cohortWorld(db);
});

const file = (question: Partial<CohortQuestion> = {}, actor: Actor | null = world.instructor) =>
  exportCohortCsv(world.as(actor), { id: world.cohortId, ...question });
const linesOf = ({ csv }: { csv: string }) => csv.slice(1).split('\r\n').slice(0, -1);

const HEAD =
  'Name,Name in Latin letters,E-mail,Last seen (UTC),Modules complete,Average mark (%),' +
  'Steel: state,Steel: best mark (%),Steel: missing,Cement: state,Cement: best mark (%),Cement: missing';

describe('the file', () => {
  test('of an empty cohort holds the head alone', async () => {
    const { name, csv } = await file();
    expect(name).toMatch(/^Cohort/);
    expect(csv).toBe(`\uFEFF${HEAD}\r\n`);
  });

  test('has one line for each learner against each module', async () => {
    const done = await world.join({ nameNative: '王芳', nameLatin: 'Fang Wang', email: 'fang@example.org' });
    await world.join({ nameNative: 'نرگس', nameLatin: 'Narges', email: 'narges@example.org' });
    await world.study(done, 'steel');
    await world.takeQuiz(done, 'steel', 4);
    await world.visit(done, 'cement');
    await world.takeQuiz(done, 'cement', 1);
    expect(linesOf(await file())).toEqual([
      HEAD,
      '王芳,Fang Wang,fang@example.org,2026-03-02T08:00:00.000Z,1,50,Complete,80,,' +
        'In progress,20,Section cement-first; Section cement-second; The lecture; Quiz',
      'نرگس,Narges,narges@example.org,,0,,Not started,,,Not started,,',
    ]);
  });

  test('rounds marks to one decimal', async () => {
    const { userId } = await world.join();
    await insertGradedAttempt(db, world.course, { userId, moduleKey: 'steel', percent: 66.67 });
    await insertGradedAttempt(db, world.course, { userId, moduleKey: 'cement', percent: 50 });
    const { csv } = await file();
    expect(csv).toContain(',0,58.3,In progress,66.7,');
    expect(csv).toContain(',In progress,50,');
  });

  test('never holds a name that a spreadsheet would run', async () => {
    const nameNative = '=HYPERLINK("https://evil.example","Ali")';
    await world.join({ nameNative, nameLatin: '+Ali, Reza', email: '-x@example.org' });
    expect(linesOf(await file())[1]).toMatch(
      /^"'=HYPERLINK\(""https:\/\/evil\.example"",""Ali""\)","'\+Ali, Reza",'-x@example\.org,/,
    );
  });

  test('is filtered and sorted as the page', async () => {
    const anna = await world.join({ nameLatin: 'Anna' });
    await world.join({ nameLatin: 'Boris' });
    await world.join({ nameLatin: 'Chen' });
    await world.visit(anna, 'steel');
    const names = async (question: Partial<CohortQuestion>) =>
      linesOf(await file(question))
        .slice(1)
        .map((line) => line.split(',')[1]);
    expect(await names({ direction: 'desc' })).toEqual(['Chen', 'Boris', 'Anna']);
    expect(await names({ show: 'needs-hand' })).toEqual(['Boris', 'Chen']);
    expect(await names({ words: 'che' })).toEqual(['Chen']);
  });
});

test('the file is given to the cohort’s instructor and to administrators alone', async () => {
  const member = await world.join();
  const other = await cohortWorld(db);
  for (const actor of [member, other.instructor])
    await expect(file({}, actor)).rejects.toMatchObject({ code: 'not-found' });
  await expect(file({}, null)).rejects.toMatchObject({ code: 'login-required' });
  const admin = await insertUser(db, { role: 'admin' });
  expect(linesOf(await file({}, admin))).toHaveLength(2);
});
