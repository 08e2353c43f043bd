import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { exportModuleFigures } from '#lib/server/services/analysis/export-module-figures.ts';
import { viewModuleFigures } from '#lib/server/services/analysis/view-module-figures.ts';
import { viewQuestion } from '#lib/server/services/questions/view-question.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../../support/factories/cohorts.ts';
import { insertCohort, insertUser } from '../../../support/factories/learning.ts';
import { insertMarkedLearner } from '../../../support/factories/marked-attempts.ts';
import { csvLines } from '../../../support/table-text.ts';

/** Who sees which figures of a quiz; what they are is tested with the queries and the formulas. */

const { db } = await freshDatabase();
let world: CohortWorld;
let otherCohort: string;

beforeEach(async () => {
  world = await cohortWorld(db);
  otherCohort = await insertCohort(db, world.course, [(await insertUser(db, { role: 'instructor' })).userId]);
  const answered = (answer: string, mark: number) => [
    { marks: [mark, mark, 1, 0, 1, 0], answers: [answer] },
    { marks: [1, 1, 1, 1, 1, 1], answers: ['b'] },
  ];
  for (const mark of [1, 1, 0])
    await insertMarkedLearner(db, world.course, answered(mark ? 'b' : 'a', mark), world.cohortId);
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
    const lines = await csvLines(await exportModuleFigures(world.as(world.instructor), asked()));
    expect(lines).toHaveLength(7);
    expect(lines[1]).toContain('steel-q01,Prompt 1 of steel,4,50,33.3333,');
    // Everybody has it right: no discrimination.
    expect(lines[3]).toMatch(/steel-q03,.*,4,100,50,0,.*,,,/);
  });
});

describe('do not exist', () => {
  test('for a learner, nor as a file', async () => {
    const learner = await world.join();
    await expect(view(learner)).rejects.toMatchObject({ code: 'not-found' });
    await expect(exportModuleFigures(world.as(learner), asked())).rejects.toMatchObject({
      code: 'not-found',
    });
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
