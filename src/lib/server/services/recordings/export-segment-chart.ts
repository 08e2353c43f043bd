import { chartTable } from '#lib/domain/charts/chart-table.ts';
import type { Ctx } from '../../context.ts';
import { chartFile } from '../../tables/chart-file.ts';
import type { StaffTable } from '../../tables/staff-table.ts';
import { segmentCharts } from './segment-charts.ts';
import { viewSegmentEvidence } from './view-segment-evidence.ts';

/** The ways taken or the sources used of a segment, as a file; an unknown chart does not exist. The guard is that of the page. */
export async function exportSegmentChart(
  ctx: Ctx,
  asked: { course: string; module: string; segment: string; cohort: string | null; chart: string },
): Promise<StaffTable> {
  const { module, segment, counts } = await viewSegmentEvidence(ctx, asked);
  const { ways, sources } = segmentCharts(counts);
  return chartFile([ways, sources].map(chartTable), asked.chart, `${module.slug}-${segment.key}`);
}
