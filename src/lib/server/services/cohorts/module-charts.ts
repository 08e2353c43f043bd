import { heatRows } from '#lib/domain/analysis/segment-evidence.ts';
import { USEFUL } from '#lib/domain/analysis/feedback-parts.ts';
import { chartTable, type ChartSeries, type ChartTable } from '#lib/domain/charts/chart-table.ts';
import type { Bin } from '#lib/domain/charts/spread.ts';
import type { ModuleCounts, SegmentHeat } from '#lib/domain/cohorts/module-counts.ts';
import { formatNumber } from '#lib/i18n/formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { STEP_NAMES } from '#lib/i18n/step-names.ts';
import { USEFUL_WORDS } from '#lib/i18n/useful-words.ts';
import type { FeedbackView } from '../analysis/view-feedback.ts';

/** What the page of a module draws, in the reader's language. */
export interface ModuleCharts {
  way: ChartSeries;
  days: ChartSeries;
  /** Without a row as long as too few have answered. */
  useful: ChartSeries;
}

export const moduleCharts = (
  counts: Pick<ModuleCounts, 'learners' | 'steps' | 'bins'>,
  feedback: Pick<FeedbackView, 'answers' | 'leftOut' | 'useful'>,
): ModuleCharts => ({ way: wayOf(counts), days: daysOf(counts), useful: usefulOf(feedback) });

/** The tables behind everything that the page draws: of each segment that was watched, `watched-<its key>`, too. */
export function moduleChartTables(counts: ModuleCounts, feedback: FeedbackView): ChartTable[] {
  const { way, days, useful } = moduleCharts(counts, feedback);
  return [...[way, days, useful].map(chartTable), ...counts.segments.map(heatTable)];
}

const wayOf = ({ learners, steps }: Pick<ModuleCounts, 'learners' | 'steps'>): ChartSeries => ({
  key: 'way',
  title: m.module_funnel_title(),
  head: { row: m.module_step(), value: m.module_learners(), share: m.chart_share() },
  rows: steps.map(({ key, count }) => ({ key, label: STEP_NAMES[key](), value: count })),
  total: learners,
});

const daysOf = ({ bins }: Pick<ModuleCounts, 'bins'>): ChartSeries => ({
  key: 'days',
  title: m.module_time_title(),
  head: { row: m.module_days(), value: m.module_learners() },
  rows: bins.map((bin) => ({ key: String(bin.from), label: daysInWords(bin), value: bin.count })),
});

function daysInWords({ from, to }: Bin): string {
  if (to === null) return m.module_days_more({ from: formatNumber(from) });
  if (from === to) return formatNumber(from);
  return m.module_days_range({ from: formatNumber(from), to: formatNumber(to) });
}

function usefulOf({ answers, leftOut, useful }: Pick<FeedbackView, 'answers' | 'leftOut' | 'useful'>) {
  return {
    key: 'useful',
    title: m.feedback_useful(),
    head: {
      row: m.feedback_column_answer(),
      value: m.feedback_column_count(),
      share: m.feedback_column_share(),
    },
    rows: useful
      ? [...USEFUL]
          .reverse()
          .map((one) => ({ key: String(one), label: USEFUL_WORDS[one](), value: useful[one] }))
      : [],
    total: answers - leftOut,
  };
}

function heatTable(heat: SegmentHeat): ChartTable {
  return {
    key: `watched-${heat.key}`,
    title: m.evidence_table_label(),
    columns: [
      { title: m.evidence_table_from_seconds(), kind: 'number' },
      { title: m.evidence_table_to_seconds(), kind: 'number' },
      { title: m.evidence_table_watchers(), kind: 'number' },
    ],
    rows: heatRows({ ...heat, stops: [] }).map(({ fromSeconds, toSeconds, watchers }) => ({
      key: String(fromSeconds),
      cells: [fromSeconds, toSeconds, watchers],
    })),
  };
}
