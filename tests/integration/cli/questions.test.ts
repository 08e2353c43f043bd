import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { auditEntries, courseRevisions } from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../../support/database.ts';
import { cohortWorld } from '../../support/factories/cohorts.ts';
import { insertUser } from '../../support/factories/learning.ts';
import { runCli } from '../../support/run-cli.ts';

/** `npm run questions`: what it prints, writes and refuses. */

// Each call is a process of its own, which may take seconds to begin where others are at work.
vi.setConfig({ testTimeout: 300_000 });

const { db, url } = await freshDatabase();
const world = await cohortWorld(db);
const admin = await insertUser(db, { role: 'admin' });
const learner = await insertUser(db);

const folder = mkdtempSync(join(tmpdir(), 'pathways-questions-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const inFolder = (name: string) => join(folder, name);

const place = ['--course', world.course.document.slug, '--module', 'steel'];
const questions = (...words: string[]) =>
  runCli('questions', words, { databaseUrl: url, dataDir: inFolder('data') });
const revisions = async () =>
  (await db.select().from(courseRevisions).where(eq(courseRevisions.courseId, world.course.courseId))).length;

test('a bank goes out, is changed by hand, is looked at and comes in', async () => {
  const file = inFolder('steel.yaml');
  const out = questions('export', ...place, '--format', 'yaml', '--out', file);
  expect(out).toEqual({ status: 0, said: [`6 of 6 questions written to ${file}.`], complained: '' });
  const same = questions('import', file, ...place, '--apply');
  expect(same.said.slice(-2)).toEqual([
    'added: 0, changed: 0, same: 6, left out: 0',
    'Nothing was changed: there was nothing to change.',
  ]);

  const before = await revisions();
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/prompt: .*/, 'prompt: What does a blast furnace need?'));
  const dry = questions('import', file, ...place);
  expect(dry.status).toBe(0);
  expect(dry.said.slice(-2)).toEqual([
    'added: 0, changed: 1, same: 5, left out: 0',
    'Nothing was changed: this was a dry run. Add --apply to do it.',
  ]);
  expect(await revisions()).toBe(before);

  const done = questions('import', file, ...place, '--apply');
  expect(done).toMatchObject({ status: 0, complained: '' });
  expect(done.said.at(-1)).toBe(`Published as revision ${before + 1} of the course.`);
  expect(await revisions()).toBe(before + 1);
  const [entry] = await db.select().from(auditEntries).where(eq(auditEntries.action, 'question.import'));
  expect(entry).toMatchObject({ actorId: admin.userId, details: { questions: 1, file: 'steel.yaml' } });
});

test('what cannot be carried is said by name and line, and a file with nothing else ends with 1', () => {
  const file = inFolder('essay.gift');
  writeFileSync(file, '// one\n::Essay:: Why does steel emit?{}\n');
  const { status, said, complained } = questions('import', file, ...place, '--apply');
  expect(status).toBe(1);
  expect(complained).toMatch(/^line 2: Essay: left out: /);
  expect(said.at(-1)).toBe('Nothing was changed: there was nothing to change.');
});

test('a file that is there already is not written over', () => {
  const file = inFolder('mine.gift');
  writeFileSync(file, 'mine');
  const { status, complained } = questions('export', ...place, '--format', 'gift', '--out', file);
  expect(status).toBe(1);
  expect(complained).toBe(`Pathways: ${file} is there already: name another with --out.`);
  expect(readFileSync(file, 'utf8')).toBe('mine');
});

describe('is refused in one line, with 1', () => {
  const none = inFolder('none.yaml');
  test.each([
    ['no command', [], /Say import or export\. npm run questions -- --help says how\./],
    ['no module', ['export', '--course', 'x', '--format', 'gift'], /Say which --course and --module\./],
    [
      'another format',
      ['export', ...place, '--format', 'docx'],
      /--format is one of gift, moodle, qti, yaml\./,
    ],
    ['an unknown word', ['export', ...place, '--frmat', 'gift'], /Unknown option '--frmat'/],
    ['no file', ['import', ...place], /Say which file\./],
    ['a file that is not there', ['import', none, ...place], /There is no file .*none\.yaml\./],
    [
      'a module that is not there',
      ['export', '--course', 'x', '--module', 'y', '--format', 'gift'],
      /There is no module y in a course x/,
    ],
    [
      'somebody unknown',
      ['export', ...place, '--format', 'gift', '--as', 'nobody@example.org'],
      /Nobody has the address nobody@example\.org\./,
    ],
    [
      'a learner',
      ['export', ...place, '--format', 'gift', '--as', learner.email],
      /There is no module .*, or it is not this account's\./,
    ],
  ])('%s', (_name, words, expected) => {
    const { status, complained } = questions(...words);
    expect(complained).toMatch(expected);
    expect(complained.split('\n')).toHaveLength(1);
    expect(status).toBe(1);
    expect(existsSync(inFolder('data'))).toBe(false);
  });
});
