import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { exportCohortReport } from '#lib/server/services/cohorts/export-cohort-report.ts';
import { viewCohortReport } from '#lib/server/services/cohorts/cohort-report.ts';
import { exportModuleCohorts } from '#lib/server/services/cohorts/export-module-cohorts.ts';
import { pressCohortReport } from '#lib/server/services/cohorts/press-cohort-report.ts';
import { viewModule } from '#lib/server/services/cohorts/view-module.ts';
import { reportWatched } from '#lib/server/services/learning/report-watched.ts';
import { load as loadModule } from '../../../../src/routes/instructor/modules/[module]/+page.server.ts';
import { load as loadReport } from '../../../../src/routes/instructor/cohorts/[id]/report/+page.server.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../../support/factories/cohorts.ts';
import { insertCohort, insertUser } from '../../../support/factories/learning.ts';
import { shownGlyphs } from '../../../support/pdf-text.ts';
import { validatePdfs, validatorLacks } from '../../../support/pdf-validator.ts';

/** What staff see of a module and of a cohort, after learners really studied: the counts are those that the database keeps. */

const { db } = await freshDatabase();
let world: CohortWorld;
let stranger: Actor;

beforeEach(async () => {
  world = await cohortWorld(db);
  stranger = await insertUser(db, { role: 'instructor' });
  await world.join({ country: 'IR' });
  const opened = await world.join({ country: 'KZ' });
  await world.visit(opened, 'steel');
  const failed = await world.join();
  await world.study(failed, 'steel');
  await world.takeQuiz(failed, 'steel', 1);
  const passed = await world.join({ country: 'KZ' });
  await world.study(passed, 'steel');
  await world.takeQuiz(passed, 'steel', 5);
});

const asked = (given: Partial<{ cohort: string; module: string; course: string }> = {}) => ({
  course: world.course.document.slug,
  module: 'steel',
  cohort: null,
  ...given,
});

describe('a module', () => {
  test('shows how far the learners of the own cohorts came', async () => {
    const { counts, byCohort } = await viewModule(world.as(world.instructor), asked());
    expect(counts.learners).toBe(4);
    expect(Object.fromEntries(counts.steps.map(({ key, count }) => [key, count]))).toEqual({
      opened: 3,
      read: 2,
      watched: 2,
      'quiz-started': 2,
      passed: 1,
    });
    expect(counts).toMatchObject({ complete: 1, marked: 2, days: { n: 1, median: 0 } });
    expect(byCohort.map(({ id, counts: own }) => [id, own.learners])).toEqual([[world.cohortId, 4]]);
  });

  test('shows how often each part of a segment was watched', async () => {
    const learner = await world.join();
    await world.visit(learner, 'steel');
    world.clock.advance(120);
    const segment = world.course.document.modules.find(({ key }) => key === 'steel')?.segments[0]?.key ?? '';
    await reportWatched(world.as(learner), {
      ...{ course: world.course.document.slug, module: 'steel', segment, ranges: [[0, 30]] },
      ...{ position: 30, way: 'video', source: 'video-240', lengthSeconds: null },
    });
    const { counts } = await viewModule(world.as(world.instructor), asked());
    expect(counts.segments[0]?.watchers.slice(0, 4)).toEqual([1, 1, 1, 0]);
  });

  test('counts one cohort where it is asked for, and for an administrator all', async () => {
    const other = await insertCohort(db, world.course, [stranger.userId]);
    const admin = await insertUser(db, { role: 'admin' });
    const learners = async (actor: Actor, cohort?: string) =>
      (await viewModule(world.as(actor), asked(cohort ? { cohort } : {}))).counts.learners;
    expect(await learners(world.instructor, world.cohortId)).toBe(4);
    expect(await learners(stranger)).toBe(0);
    expect(await learners(admin)).toBe(4);
    expect(await learners(admin, other)).toBe(0);
    await expect(learners(world.instructor, other)).rejects.toMatchObject({ code: 'not-found' });
    await expect(learners(world.instructor, 'no id')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('as a file has a line for each cohort', async () => {
    const table = await exportModuleCohorts(world.as(world.instructor), asked());
    const [row, ...others] = await Array.fromAsync(table.rows);
    expect(row).toHaveLength(table.columns.length);
    expect(row?.slice(1, 8)).toEqual([4, 3, 2, 2, 2, 1, 1]);
    expect(others).toEqual([]);
  });

  test('does not exist for learners, strangers and unknown addresses', async () => {
    const learner = await world.join();
    const page = (actor: Actor | null, module = 'steel') =>
      loadModule({
        locals: { ctx: world.as(actor) },
        params: { module },
        url: new URL(`https://learn.example.org/x?course=${world.course.document.slug}`),
      } as never);
    for (const actor of [learner, stranger]) await expect(page(actor)).rejects.toMatchObject({ status: 404 });
    await expect(page(world.instructor, 'nowhere')).rejects.toMatchObject({ status: 404 });
    await expect(page(null)).rejects.toMatchObject({ status: 303 });
    expect(await page(world.instructor)).toMatchObject({ counts: { learners: 5 } });
    await expect(exportModuleCohorts(world.as(stranger), asked())).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('the report of a cohort', () => {
  const view = (actor: Actor | null, id = world.cohortId) => viewCohortReport(world.as(actor), id);

  test('has the numbers of the cohort and no name of a learner', async () => {
    const { report, words } = await view(world.instructor);
    expect(report).toMatchObject({ learners: 4, started: 2, finished: 0, finishedPercent: 0, marked: 2 });
    expect(report.modules.find(({ key }) => key === 'steel')).toMatchObject({
      count: 1,
      opened: 3,
      passed: 1,
    });
    expect(report.countries).toMatchObject({
      named: [
        { code: 'KZ', count: 2 },
        { code: 'IR', count: 1 },
      ],
      notSaid: 1,
    });
    expect(report.useful).toBeNull();
    expect(words.parts.map(({ key }) => key)).toEqual(['modules', 'weeks', 'countries', 'useful']);
    expect(words.parts[2]?.summary).toContain('Kazakhstan: 2');
    expect(words.facts[2]?.value).toContain('Айгерім');
    expect(JSON.stringify(words.parts)).not.toContain('Айгерім');
  });

  test('as a file has one number a line', async () => {
    const table = await exportCohortReport(world.as(world.instructor), world.cohortId);
    const rows = await Array.fromAsync(table.rows);
    expect(rows[0]).toEqual(['In numbers', 'Learners', 4, null]);
    expect(rows[1]).toEqual(['In numbers', 'Started', 2, 50]);
    expect(rows).toHaveLength(table.total ?? 0);
    expect(rows.find(([, what]) => what === 'Kazakhstan')).toEqual(['Countries', 'Kazakhstan', 2, 50]);
  });

  test('as a PDF says the same numbers, in the language of its reader, with every letter', async () => {
    for (const locale of ['en', 'fa']) {
      const { pdf } = await pressCohortReport({ ...world.as(world.instructor), locale }, world.cohortId);
      const pages = shownGlyphs(pdf);
      expect(pages.flat().every(({ glyph }) => glyph !== 0)).toBe(true);
      const text = pages
        .flat()
        .map(({ letters }) => letters)
        .join('');
      expect(text).toContain(world.course.document.title);
      expect(text).toContain('Kazakhstan');
    }
  });

  test.skipIf(validatorLacks() !== null)('as a PDF keeps to PDF/UA-1', { timeout: 120_000 }, async () => {
    const { pdf } = await pressCohortReport({ ...world.as(world.instructor), locale: 'fa' }, world.cohortId);
    const verdicts = await validatePdfs({ 'report.pdf': pdf });
    expect(verdicts['report.pdf']?.ua1.broken).toEqual([]);
  });

  test('does not exist for learners, strangers and unknown addresses', async () => {
    const learner = await world.join();
    const page = (actor: Actor | null, id = world.cohortId) =>
      loadReport({
        locals: { ctx: world.as(actor) },
        params: { id },
        url: new URL('https://learn.example.org/x'),
      } as never);
    for (const actor of [learner, stranger]) await expect(page(actor)).rejects.toMatchObject({ status: 404 });
    for (const id of ['no id', '0192f0c1-7a3b-7000-8000-000000000000'])
      await expect(page(world.instructor, id)).rejects.toMatchObject({ status: 404 });
    await expect(page(null)).rejects.toMatchObject({ status: 303 });
    for (const work of [exportCohortReport, pressCohortReport])
      await expect(work(world.as(stranger), world.cohortId)).rejects.toMatchObject({ code: 'not-found' });
    expect(await page(world.instructor)).toMatchObject({ learners: 5 });
  });
});
