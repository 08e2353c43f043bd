import * as m from '#lib/i18n/paraglide/messages.js';
import type { Ctx } from '../../context.ts';
import { fromMemory } from '../../tables/in-batches.ts';
import type { StaffTable } from '../../tables/staff-table.ts';
import { viewCohortReport } from './cohort-report.ts';

/** The numbers of the report as a file, one a line. The guard is that of the page. */
export async function exportCohortReport(ctx: Ctx, id: string): Promise<StaffTable> {
  const { cohort, words, report } = await viewCohortReport(ctx, id);
  const share = (value: number, total = 0) => (total > 0 ? (value / total) * 100 : null);
  const whole = (label: string, value: number, percent: number | null) => [
    m.report_numbers_title(),
    label,
    value,
    percent,
  ];
  const rows = [
    whole(m.report_learners(), report.learners, null),
    whole(m.report_started(), report.started, share(report.started, report.learners)),
    whole(m.report_finished(), report.finished, report.finishedPercent),
    whole(m.report_active_word(), report.active, share(report.active, report.learners)),
    whole(m.report_mark(), report.marked, report.meanPercent),
    whole(m.report_certificates(), report.finished, null),
    ...words.parts.flatMap(({ title, rows: parts, total }) =>
      parts.map(({ label, value }) => [title, label, value, share(value, total)]),
    ),
  ];
  return {
    name: `${cohort.name} ${m.report_title()}`,
    columns: [
      { title: m.report_column_part(), kind: 'text' },
      { title: m.report_column_what(), kind: 'text' },
      { title: m.report_column_number(), kind: 'number' },
      { title: m.report_column_percent(), kind: 'percent' },
    ],
    rows: fromMemory(rows),
    total: rows.length,
  };
}
