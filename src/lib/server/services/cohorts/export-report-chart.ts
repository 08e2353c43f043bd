import { chartTable } from '#lib/domain/charts/chart-table.ts';
import type { Ctx } from '../../context.ts';
import { chartFile } from '../../tables/chart-file.ts';
import type { StaffTable } from '../../tables/staff-table.ts';
import { viewCohortReport } from './cohort-report.ts';

/** The table behind one chart of the report, as a file; an unknown chart does not exist. The guard is that of the page. */
export async function exportReportChart(
  ctx: Ctx,
  { id, chart }: { id: string; chart: string },
): Promise<StaffTable> {
  const { cohort, words } = await viewCohortReport(ctx, id);
  return chartFile(words.parts.map(chartTable), chart, cohort.name);
}
