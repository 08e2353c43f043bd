import type { Ctx } from '../../context.ts';
import { chartFile } from '../../tables/chart-file.ts';
import type { StaffTable } from '../../tables/staff-table.ts';
import { viewFeedback } from '../analysis/view-feedback.ts';
import { moduleChartTables } from './module-charts.ts';
import { viewModule } from './view-module.ts';

/** The table behind one chart of the page of a module, as a file; an unknown chart does not exist. The guard is that of the page. */
export async function exportModuleChart(
  ctx: Ctx,
  asked: { course: string; module: string; cohort: string | null; chart: string },
): Promise<StaffTable> {
  const { module, counts } = await viewModule(ctx, asked);
  const tables = moduleChartTables(counts, await viewFeedback(ctx, asked));
  return chartFile(tables, asked.chart, module.slug);
}
