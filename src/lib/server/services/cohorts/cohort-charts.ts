import type { ChartSeries } from '#lib/domain/charts/chart-table.ts';
import type { CohortCounts } from '#lib/domain/cohorts/cohort-counts.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { formatDayOfYear } from '#lib/i18n/staff-formats.ts';

/** What the overview draws of a cohort, in the reader's language. */
export interface CohortCharts {
  /** The four groups that part it. */
  standing: ChartSeries;
  /** Finished per week, the newest last. */
  completions: ChartSeries;
}

export const cohortCharts = (
  counts: CohortCounts,
  /** Finished per week, the newest last. */
  weeks: readonly { from: string; count: number }[],
): CohortCharts => ({
  standing: {
    key: 'standing',
    title: m.overview_groups_head(),
    head: { row: m.overview_groups_head(), value: m.overview_learners(), share: m.chart_share() },
    rows: [
      { key: 'finished', label: m.overview_finished(), value: counts.finished },
      { key: 'on-track', label: m.overview_on_track(), value: counts.onTrack },
      { key: 'behind', label: m.overview_behind(), value: counts.behind },
      { key: 'not-started', label: m.overview_not_started(), value: counts.notStarted },
    ],
    total: counts.learners,
  },
  completions: {
    key: 'completions',
    kind: 'days',
    title: m.overview_completions_title(),
    head: { row: m.overview_week(), value: m.overview_finished() },
    rows: weeks.map(({ from, count }) => ({ key: from, label: formatDayOfYear(from), value: count })),
  },
});
