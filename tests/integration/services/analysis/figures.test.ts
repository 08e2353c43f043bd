import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { users } from '#lib/server/db/schema/index.ts';
import {
  exportModuleFigures,
  exportModuleLanguages,
} from '#lib/server/services/analysis/export-module-figures.ts';
import { viewModuleFigures } from '#lib/server/services/analysis/view-module-figures.ts';
import { exportQuestion } from '#lib/server/services/questions/export-question.ts';
import { viewQuestion } from '#lib/server/services/questions/view-question.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../../support/factories/cohorts.ts';
import { insertCohort, insertUser } from '../../../support/factories/learning.ts';
import { insertMarkedLearner } from '../../../support/factories/marked-attempts.ts';

/** Who sees which figures of a quiz; what they are is tested with the queries and the formulas. */

const { db } = await freshDatabase();
let world: CohortWorld;
let otherCohort: string;
let learners: string[];

beforeEach(async () => {
  world = await cohortWorld(db);
  otherCohort = await insertCohort(db, world.course, [(await insertUser(db, { role: 'instructor' })).userId]);
  const answered = (answer: string, mark: number) => [
    { marks: [mark, mark, 1, 0, 1, 0], answers: [answer] },
    { marks: [1, 1, 1, 1, 1, 1], answers: ['b'] },
  ];
  learners = [];
  for (const mark of [1, 1, 0])
    learners.push(
      await insertMarkedLearner(db, world.course, answered(mark ? 'b' : 'a', mark), world.cohortId),
    );
  await insertMarkedLearner(db, world.course, answered('c', 0), otherCohort);
});

const asked = (given: { cohort?: string; attempts?: string; module?: string } = {}) => ({
  course: world.course.document.slug,
  module: 'steel',
  cohort: null,
  attempts: null,
  ...given,
});
const view = (actor: Actor | null, given = {}) => viewModuleFigures(world.as(actor), asked(given));

describe('the figures of a quiz', () => {
  test('an instructor of the course sees those of all its learners, of the first attempts', async () => {
    const { quiz, questions, cohorts, choice, guessPercent } = await view(world.instructor);
    expect(quiz.n).toBe(4);
    expect(choice).toBe('first');
    expect(cohorts.map(({ id }) => id)).toEqual([world.cohortId]);
    expect(questions).toHaveLength(6);
    expect(questions[0]).toMatchObject({
      key: 'steel-q01',
      figures: { n: 4, facility: 50 },
      hint: 'few',
    });
    expect(questions[0]?.guessPercent).toBeCloseTo(100 / 3, 9);
    expect(guessPercent).toBeGreaterThan(0);
  });

  test('of their cohort alone, and of other attempts', async () => {
    const own = await view(world.instructor, { cohort: world.cohortId });
    expect(own.quiz.n).toBe(3);
    expect(own.questions[0]?.figures.facility).toBeCloseTo(200 / 3, 4);
    expect((await view(world.instructor, { attempts: 'last' })).questions[0]?.figures.facility).toBe(100);
    expect((await view(world.instructor, { attempts: 'all' })).quiz.n).toBe(8);
    expect((await view(world.instructor, { attempts: 'nonsense' })).choice).toBe('first');
  });

  test('an administrator sees every cohort', async () => {
    const admin = await insertUser(db, { role: 'admin' });
    const { cohorts, quiz } = await view(admin, { cohort: otherCohort });
    expect(cohorts.map(({ id }) => id)).toContain(world.cohortId);
    expect(quiz.n).toBe(1);
  });

  test('without a course in the address the first course with such a module is meant', async () => {
    const { course } = await viewModuleFigures(world.as(world.instructor), { ...asked(), course: '' });
    expect(course.document.slug).toBe(world.course.document.slug);
  });

  test('as a file: the same rows, with what is undefined left empty', async () => {
    const table = await exportModuleFigures(world.as(world.instructor), asked());
    const rows = await Array.fromAsync(table.rows);
    expect(table).toMatchObject({ name: 'steel', total: 6 });
    expect(rows[0]?.slice(0, 5)).toEqual([
      'steel-q01',
      'Prompt 1 of steel',
      'Too few answers to say much.',
      4,
      50,
    ]);
    expect(rows[0]?.slice(-2)).toEqual([50, 4]);
    expect(table.columns.at(-1)?.title).toBe('Attempts: English');
    // Everybody has it right: no discrimination.
    expect(rows[2]?.slice(3, 5)).toEqual([4, 100]);
    expect(rows[2]?.slice(8, 11)).toEqual([0, null, null]);
    expect(rows.every((row) => row.length === table.columns.length)).toBe(true);
  });

  test('by the language of those who answered, with their number', async () => {
    await db
      .update(users)
      .set({ locale: 'fa' })
      .where(eq(users.id, learners[0] ?? ''));
    const { questions } = await view(world.instructor);
    const [first] = questions;
    expect(first?.languages).toEqual([
      { language: 'en', n: 3, facility: expect.closeTo(100 / 3, 6) },
      { language: 'fa', n: 1, facility: 100 },
    ]);
    expect(first?.harderIn).toBeNull();
    const table = await exportModuleLanguages(world.as(world.instructor), asked());
    const [row] = await Array.fromAsync(table.rows);
    expect(table.columns.slice(2, 4).map(({ title }) => title)).toEqual([
      'Facility index: English',
      'Attempts: English',
    ]);
    expect(row?.slice(2)).toEqual([expect.closeTo(100 / 3, 6), 3, 100, 1, null]);
    const own = await exportModuleLanguages(world.as(world.instructor), asked({ cohort: world.cohortId }));
    expect((await Array.fromAsync(own.rows))[0]?.slice(2)).toEqual([50, 2, 100, 1, null]);
  });
});

describe('do not exist', () => {
  test('for a learner, nor as a file', async () => {
    const learner = await world.join();
    await expect(view(learner)).rejects.toMatchObject({ code: 'not-found' });
    for (const take of [exportModuleFigures, exportModuleLanguages])
      await expect(take(world.as(learner), asked())).rejects.toMatchObject({ code: 'not-found' });
  });

  test('for nobody', async () => {
    await expect(view(null)).rejects.toMatchObject({ code: 'login-required' });
  });

  test('for an instructor who does not teach the course', async () => {
    const stranger = await insertUser(db, { role: 'instructor' });
    await expect(view(stranger)).rejects.toMatchObject({ code: 'not-found' });
  });

  test.each([
    ["somebody else's cohort", () => ({ cohort: otherCohort })],
    ['a cohort that is none', () => ({ cohort: "' or true --" })],
    ['an unknown module', () => ({ module: 'nowhere' })],
  ])('of %s', async (_name, given) => {
    await expect(view(world.instructor, given())).rejects.toMatchObject({ code: 'not-found' });
  });
});

test('the page of a question says what was answered, by thirds', async () => {
  const address = { course: world.course.document.slug, key: 'steel-q01' };
  const { figures } = await viewQuestion(world.as(world.instructor), address);
  expect(figures).toMatchObject({ figures: { n: 4, facility: 50 }, third: 1 });
  const rows = figures?.responses.map(({ given, isRight, upper, middle, lower }) => [
    given,
    isRight,
    upper + middle + lower,
  ]);
  expect(rows).toEqual([
    [[{ text: 'Option b' }], true, 2],
    [[{ text: 'Option a' }], false, 1],
    [[{ text: 'Option c' }], false, 1],
  ]);
  expect(figures?.responses[0]).toMatchObject({ upper: 1, lower: 0 });
});

describe('the tables of the page of a question as files', () => {
  const file = (table: string, actor: Actor | null = world.instructor) =>
    exportQuestion(world.as(actor), { course: world.course.document.slug, key: 'steel-q01', table });
  const rowsOf = async (table: string) => Array.fromAsync((await file(table)).rows);

  test('say what was answered, in which language, and which revisions there are', async () => {
    expect(await rowsOf('responses')).toEqual([
      ['Option b', 'yes', 100, 0, 2],
      ['Option a', 'no', expect.any(Number), expect.any(Number), 1],
      ['Option c', 'no', expect.any(Number), expect.any(Number), 1],
    ]);
    expect((await file('responses')).columns.map(({ kind }) => kind)).toEqual([
      'text',
      'text',
      'percent',
      'percent',
      'number',
    ]);
    expect(await rowsOf('languages')).toEqual([['English', 50, 4, 'no']]);
    expect(await rowsOf('revisions')).toEqual([[1, 'yes', expect.any(Date), 'The course files']]);
    expect(await rowsOf('regrades')).toEqual([]);
    expect((await file('revisions')).name).toBe('steel-q01-revisions');
  });

  test('do not exist for others, and where there is no such table', async () => {
    const stranger = await insertUser(db, { role: 'instructor' });
    for (const actor of [await world.join(), stranger])
      await expect(file('responses', actor)).rejects.toMatchObject({ code: 'not-found' });
    await expect(file('responses', null)).rejects.toMatchObject({ code: 'login-required' });
    for (const table of ['', 'answers', 'constructor'])
      await expect(file(table)).rejects.toMatchObject({ code: 'not-found' });
  });
});
