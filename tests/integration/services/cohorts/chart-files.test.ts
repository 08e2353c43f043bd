import { beforeEach, describe, expect, test } from 'vitest';
import { chartTable, type ChartSeries } from '#lib/domain/charts/chart-table.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { moduleFeedback } from '#lib/server/db/schema/index.ts';
import { exportCohortChart } from '#lib/server/services/cohorts/export-cohort-chart.ts';
import { exportModuleChart } from '#lib/server/services/cohorts/export-module-chart.ts';
import { exportReportChart } from '#lib/server/services/cohorts/export-report-chart.ts';
import { viewOverview } from '#lib/server/services/cohorts/view-overview.ts';
import { reportWatched } from '#lib/server/services/learning/report-watched.ts';
import type { StaffTable } from '#lib/server/tables/staff-table.ts';
import { load as loadModule } from '../../../../src/routes/instructor/modules/[module]/+page.server.ts';
import { GET as getModuleChart } from '../../../../src/routes/instructor/modules/[module]/charts/[chart].[format=table]/+server.ts';
import { load as loadReport } from '../../../../src/routes/instructor/cohorts/[id]/report/+page.server.ts';
import { GET as getReportChart } from '../../../../src/routes/instructor/cohorts/[id]/report/[chart].[format=table]/+server.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../../support/factories/cohorts.ts';
import { insertCohort, insertEnrolment, insertUser } from '../../../support/factories/learning.ts';
import { csvLines } from '../../../support/table-text.ts';

/** What is behind the charts of the staff, as files: the rows of each are those that its page shows. */

const { db } = await freshDatabase();
let world: CohortWorld;
let stranger: Actor;

beforeEach(async () => {
  world = await cohortWorld(db);
  stranger = await insertUser(db, { role: 'instructor' });
  await world.join({ country: 'KZ' });
  const done = await world.join({ country: 'KZ' });
  for (const module of ['steel', 'cement']) {
    await world.study(done, module);
    await world.takeQuiz(done, module, 5);
  }
});

const rowsOf = (table: StaffTable) => Array.fromAsync(table.rows);
const asked = (chart: string, cohort: string | null = null) => ({
  ...{ course: world.course.document.slug, module: 'steel' },
  ...{ cohort, chart },
});
const moduleChart = (chart: string, actor: Actor | null = world.instructor, cohort: string | null = null) =>
  exportModuleChart(world.as(actor), asked(chart, cohort));
const event = (params: Record<string, string>, search = '') =>
  ({
    locals: { ctx: world.as(world.instructor) },
    params: { id: world.cohortId, module: 'steel', format: 'csv', ...params },
    url: new URL(`https://learn.example.org/x?course=${world.course.document.slug}${search}`),
    request: new Request('https://learn.example.org/x'),
  }) as never;

/** As many learners of a cohort who say how useful the module was. */
async function answer(cohortId: string, useful: readonly number[]): Promise<void> {
  const { courseId } = world.course;
  for (const one of useful) {
    const { userId } = await insertUser(db);
    await insertEnrolment(db, userId, courseId, { cohortId });
    await db.insert(moduleFeedback).values({
      ...{ userId, courseId, moduleKey: 'steel', useful: one, unclear: 'Mine' },
      givenAt: world.clock.now(),
    });
  }
}

describe('the charts of a module', () => {
  test('have the rows of the page, for the cohort that it shows', async () => {
    await answer(world.cohortId, [5, 5, 4, 4, 1]);
    const empty = await insertCohort(db, world.course, [world.instructor.userId]);
    for (const cohort of [null, world.cohortId, empty]) {
      const page = await loadModule(event({}, cohort ? `&cohort=${cohort}` : ''));
      for (const series of Object.values<ChartSeries>({ ...page?.charts })) {
        const table = await moduleChart(series.key, world.instructor, cohort);
        const shown = chartTable(series);
        expect(await rowsOf(table)).toEqual(shown.rows.map(({ cells }) => cells));
        expect(table.columns).toEqual(shown.columns);
      }
    }
    expect(await rowsOf(await moduleChart('way', world.instructor, empty))).toContainEqual([
      'Passed the quiz',
      0,
      null,
    ]);
    const way = await moduleChart('way', world.instructor, world.cohortId);
    expect(way.name).toBe('steel-way');
    expect((await rowsOf(way)).at(-1)).toEqual(['Passed the quiz', 1, expect.closeTo(100 / 7, 6)]);
    expect(await rowsOf(await moduleChart('days'))).toEqual([['0', 1]]);
    expect((await rowsOf(await moduleChart('useful')))[0]).toEqual(['Very useful', 2, 40]);
  });

  test('say nothing of feedback from fewer than five, and of a cohort with fewer in a sum', async () => {
    await answer(world.cohortId, [5, 5, 5, 1]);
    expect((await moduleChart('useful')).total).toBe(0);
    expect(await csvLines(await moduleChart('useful', world.instructor, world.cohortId))).toEqual([
      'Answer,Learners,Share',
    ]);
    const large = await insertCohort(db, world.course, [world.instructor.userId]);
    await answer(large, [2, 2, 2, 2, 2]);
    const rows = await rowsOf(await moduleChart('useful'));
    expect(rows.map(([, count]) => count)).toEqual([0, 0, 0, 5, 0]);
    expect(JSON.stringify(rows)).not.toContain('Mine');
  });

  test('have how often each part of a segment was watched', async () => {
    const learner = await world.join();
    await world.visit(learner, 'steel');
    world.clock.advance(120);
    await reportWatched(world.as(learner), {
      ...{ course: world.course.document.slug, module: 'steel', segment: 'lecture', ranges: [[0, 30]] },
      ...{ position: 30, way: 'video', source: 'video-240', lengthSeconds: null },
    });
    expect((await rowsOf(await moduleChart('watched-lecture')))[0]).toEqual([0, 30, 1]);
    await expect(moduleChart('watched-nothing')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('do not exist for others, for somebody else’s cohort, and where there is no such chart', async () => {
    const theirs = await insertCohort(db, world.course, [stranger.userId]);
    for (const actor of [await world.join(), await insertUser(db, { role: 'instructor' })])
      await expect(moduleChart('way', actor)).rejects.toMatchObject({ code: 'not-found' });
    await expect(moduleChart('way', null)).rejects.toMatchObject({ code: 'login-required' });
    await expect(moduleChart('way', world.instructor, theirs)).rejects.toMatchObject({ code: 'not-found' });
    for (const chart of ['', 'nowhere', 'constructor'])
      await expect(moduleChart(chart)).rejects.toMatchObject({ code: 'not-found' });
    await expect(getModuleChart(event({ chart: 'nowhere' }))).rejects.toMatchObject({ status: 404 });
  });
});

describe('the charts of the report', () => {
  test('have the rows of the page, with days as days', async () => {
    const page = await loadReport(event({}));
    expect(page?.words.parts).toHaveLength(4);
    for (const part of page?.words.parts ?? []) {
      const file = await exportReportChart(world.as(world.instructor), {
        id: world.cohortId,
        chart: part.key,
      });
      expect(await rowsOf(file)).toEqual(chartTable(part).rows.map(({ cells }) => cells));
    }
    const response = await getReportChart(event({ chart: 'weeks' }));
    expect(response.headers.get('content-disposition')).toContain('-weeks.csv');
    expect(await response.text()).toMatch(/\d{4}-\d\d-\d\d,1\r\n$/);
    const countries = await getReportChart(event({ chart: 'countries' }));
    expect(await countries.text()).toContain('Kazakhstan,2,100');
  });

  test('do not exist for others, and where there is no such chart', async () => {
    for (const actor of [await world.join(), stranger])
      await expect(
        exportReportChart(world.as(actor), { id: world.cohortId, chart: 'weeks' }),
      ).rejects.toMatchObject({ code: 'not-found' });
    await expect(getReportChart(event({ chart: 'numbers' }))).rejects.toMatchObject({ status: 404 });
  });
});

describe('the charts of the overview', () => {
  const chart = (key: string, actor: Actor | null = world.instructor, id = world.cohortId) =>
    exportCohortChart(world.as(actor), { id, chart: key });

  test('have the rows of the page', async () => {
    const [shown] = await viewOverview(world.as(world.instructor));
    if (!shown) throw new Error('No cohort.');
    for (const series of Object.values(shown.charts))
      expect(await rowsOf(await chart(series.key))).toEqual(
        chartTable(series).rows.map(({ cells }) => cells),
      );
    expect(await rowsOf(await chart('standing'))).toEqual([
      ['Finished', 1, 50],
      ['On track', 0, 0],
      ['Behind', 0, 0],
      ['Not started', 1, 50],
    ]);
    expect((await rowsOf(await chart('completions'))).at(-1)).toEqual([shown.weeks.at(-1)?.from, 1]);
  });

  test('do not exist for others, for no cohort, and where there is no such chart', async () => {
    for (const actor of [await world.join(), stranger])
      await expect(chart('standing', actor)).rejects.toMatchObject({ code: 'not-found' });
    await expect(chart('standing', null)).rejects.toMatchObject({ code: 'login-required' });
    await expect(chart('standing', world.instructor, 'no id')).rejects.toMatchObject({ code: 'not-found' });
    await expect(chart('weeks')).rejects.toMatchObject({ code: 'not-found' });
  });
});
