import { chartTable } from '#lib/domain/charts/chart-table.ts';
import { dayOf } from '#lib/domain/cohorts/calendar-day.ts';
import { cohortCounts } from '#lib/domain/cohorts/cohort-counts.ts';
import type { Ctx } from '../../context.ts';
import { sumTallies } from '../../queries/tallies.ts';
import { chartFile } from '../../tables/chart-file.ts';
import type { StaffTable } from '../../tables/staff-table.ts';
import { cohortCharts } from './cohort-charts.ts';
import { staffCohort } from './staff-cohort.ts';
import { finishedByWeek } from './view-overview.ts';

/**
 * An instructor of the cohort (or an administrator) takes the table behind one chart of the overview along; an unknown chart does not exist. Two statements
 * over counts that are kept.
 */
export async function exportCohortChart(
  ctx: Ctx,
  { id, chart }: { id: string; chart: string },
): Promise<StaffTable> {
  const { cohort } = await staffCohort(ctx, 'cohort.read', id);
  const tallies = await sumTallies(ctx.db, { cohortIds: [cohort.id], moduleKey: '' });
  const today = dayOf(ctx.now());
  const { standing, completions } = cohortCharts(
    cohortCounts(tallies, today),
    finishedByWeek(tallies, today),
  );
  return chartFile([standing, completions].map(chartTable), chart, cohort.name);
}
