import * as m from '#lib/i18n/paraglide/messages.js';
import type { Ctx } from '../../context.ts';
import { fromMemory } from '../../tables/in-batches.ts';
import type { Cell, Column, StaffTable } from '../../tables/staff-table.ts';
import { glanceAtCohorts, type CohortOverview } from './view-overview.ts';

/**
 * Every cohort of the overview as a line with its counts, archived ones too, and how many finished in each week of the page's drawing. The guard is that of the
 * page; taking the file along is no visit.
 */
export async function exportOverview(ctx: Ctx): Promise<StaffTable> {
  const { cohorts } = await glanceAtCohorts(ctx);
  const rows = cohorts.map(({ cohort }) => rowOf(cohort));
  const weeks = cohorts[0]?.cohort.weeks ?? [];
  return {
    name: m.cohorts_title(),
    columns: columns(weeks.map(({ from }) => from)),
    rows: fromMemory(rows),
    total: rows.length,
  };
}

const rowOf = ({ counts, ...cohort }: Omit<CohortOverview, 'since'>): Cell[] => [
  cohort.name,
  cohort.course.title,
  cohort.startsOn,
  cohort.endsOn,
  cohort.isArchived ? m.word_yes() : m.word_no(),
  counts.learners,
  counts.activeThisWeek,
  counts.needHelp,
  counts.averagePercent,
  counts.onTrack,
  counts.behind,
  counts.notStarted,
  counts.finished,
  ...cohort.weeks.map(({ count }) => count),
];

const columns = (weeks: readonly string[]): Column[] => [
  { title: m.cohorts_name(), kind: 'text' },
  { title: m.cohorts_course(), kind: 'text' },
  { title: m.settings_starts(), kind: 'day' },
  { title: m.settings_ends(), kind: 'day' },
  { title: m.cohorts_csv_archived(), kind: 'text' },
  { title: m.overview_learners(), kind: 'number' },
  { title: m.overview_active(), kind: 'number' },
  { title: m.overview_hand(), kind: 'number' },
  { title: m.csv_average_mark(), kind: 'percent' },
  { title: m.overview_on_track(), kind: 'number' },
  { title: m.overview_behind(), kind: 'number' },
  { title: m.overview_not_started(), kind: 'number' },
  { title: m.overview_finished(), kind: 'number' },
  ...weeks.map((day): Column => ({ title: m.overview_csv_week({ day }), kind: 'number' })),
];
