import type { SegmentCounts } from '#lib/domain/analysis/segment-evidence.ts';
import type { ChartSeries } from '#lib/domain/charts/chart-table.ts';
import { EVIDENCE_WAYS } from '#lib/domain/progress/evidence.ts';
import { sourceName, WAY_NAMES } from '#lib/i18n/evidence-words.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

/** What the page of a segment draws beside its heat, in the reader's language. */
export interface SegmentCharts {
  ways: ChartSeries;
  sources: ChartSeries;
}

export const segmentCharts = ({
  ways,
  sources,
  withEvidence,
  watched,
}: Pick<SegmentCounts, 'ways' | 'sources' | 'withEvidence' | 'watched'>): SegmentCharts => ({
  ways: {
    key: 'ways',
    title: m.evidence_ways_title(),
    head: { row: m.evidence_column_way(), value: m.module_learners(), share: m.chart_share() },
    rows: EVIDENCE_WAYS.map((way) => ({ key: way, label: WAY_NAMES[way](), value: ways[way] })),
    total: withEvidence,
  },
  sources: {
    key: 'sources',
    title: m.evidence_sources_title(),
    head: { row: m.evidence_column_source(), value: m.module_learners(), share: m.chart_share() },
    rows: sources.map(({ source, count }) => ({
      key: source ?? 'unknown',
      label: sourceName(source),
      value: count,
    })),
    total: watched,
  },
});
