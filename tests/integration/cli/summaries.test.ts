import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { freshDatabase } from '../../support/database.ts';
import { insertSampleCourse } from '../../support/factories/course.ts';
import { insertCohort } from '../../support/factories/learning.ts';
import { insertMarkedLearner } from '../../support/factories/marked-attempts.ts';
import { runCli } from '../../support/run-cli.ts';

/** `npm run summaries`: what it finds, mends and answers. */

// Each call is a process of its own, which may take seconds to begin where others are at work.
vi.setConfig({ testTimeout: 300_000 });

const { db, sql, url } = await freshDatabase();
const { course } = await insertSampleCourse(db);
const cohortId = await insertCohort(db, course, []);
const userId = await insertMarkedLearner(db, course, [{ marks: [1, 0, 1, null, null, null] }], cohortId);

const folder = mkdtempSync(join(tmpdir(), 'pathways-summaries-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const summaries = (...words: string[]) =>
  runCli('summaries', words, { databaseUrl: url, dataDir: join(folder, 'data') });

const right = {
  status: 0,
  said: ['1 enrolments: the summaries are what the evidence says.'],
  complained: '',
};

test('what somebody changed by hand is found and put right', async () => {
  expect(summaries('compare')).toEqual(right);
  await sql`update module_standings set attempts = 7 where user_id = ${userId} and module_key = 'steel'`;
  await sql`update attempt_figures set is_best = false`;
  await sql`insert into tally_changes (cohort_id, module_key, kind, key, amount) values (${cohortId}, '', 'learners', '', 2)`;
  const { status, said } = summaries('compare');
  expect(status).toBe(1);
  expect(said).toEqual([
    `differs: learner ${userId}, steel`,
    '1 enrolments: 1 standings, 1 attempts and 1 counts differ. npm run summaries -- rebuild',
  ]);
  expect(summaries('rebuild')).toMatchObject({ status: 0, complained: '' });
  expect(summaries('compare')).toEqual(right);
});

test('without a command it says what there is', () => {
  const { status, said } = summaries();
  expect(status).toBe(1);
  expect(said[0]).toContain('npm run summaries -- compare');
  expect(summaries('--help').status).toBe(0);
});
