import { heatRows } from '#lib/domain/analysis/segment-evidence.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { Ctx } from '../../context.ts';
import { fromMemory } from '../../tables/in-batches.ts';
import type { StaffTable } from '../../tables/staff-table.ts';
import { viewSegmentEvidence } from './view-segment-evidence.ts';

/** How often each part of a segment was watched and where learners stand, as a file; times in seconds. The guard is that of the page. */
export async function exportSegmentEvidence(
  ctx: Ctx,
  asked: { course: string; module: string; segment: string; cohort: string | null },
): Promise<StaffTable> {
  const { module, segment, counts } = await viewSegmentEvidence(ctx, asked);
  const rows = counts.watched > 0 ? heatRows(counts) : [];
  return {
    name: `${module.slug}-${segment.key}`,
    columns: [
      { title: m.evidence_table_from_seconds(), kind: 'number' },
      { title: m.evidence_table_to_seconds(), kind: 'number' },
      { title: m.evidence_table_watchers(), kind: 'number' },
      { title: m.evidence_table_stops(), kind: 'number' },
    ],
    rows: fromMemory(rows.map((row) => [row.fromSeconds, row.toSeconds, row.watchers, row.stops])),
    total: rows.length,
  };
}
