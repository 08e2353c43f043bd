import { toCsv } from '#lib/domain/cohorts/csv.ts';
import type { CohortCell } from '#lib/domain/cohorts/cohort-table.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { Ctx } from '../../context.ts';
import { viewCohort, type CohortQuestion } from './view-cohort.ts';

/** The cohort table as a file, filtered and sorted as on the page; the guard is that of the page. Times are ISO 8601 in UTC. */
export async function exportCohortCsv(
  ctx: Ctx,
  question: CohortQuestion,
): Promise<{ name: string; csv: string }> {
  const cohort = await viewCohort(ctx, question);
  const { modules } = cohort.course.document;
  const round = (percent: number | null) => (percent === null ? null : Math.round(percent * 10) / 10);
  const head = [
    m.csv_name_native(),
    m.csv_name_latin(),
    m.csv_email(),
    m.csv_last_seen(),
    m.csv_modules_done(),
    m.csv_average_mark(),
    ...modules.flatMap(({ shortTitle }) => [
      m.csv_module_state({ module: shortTitle }),
      m.csv_module_mark({ module: shortTitle }),
      m.csv_module_missing({ module: shortTitle }),
    ]),
  ];
  const rows = cohort.rows.map((row) => [
    row.nameNative,
    row.nameLatin,
    row.email,
    row.lastActiveAt?.toISOString() ?? null,
    row.modulesDone,
    round(row.averagePercent),
    ...row.cells.flatMap((cell) => [stateWord(cell), round(cell.bestPercent), missingWords(cell)]),
  ]);
  return { name: cohort.name, csv: toCsv([head, ...rows]) };
}

function stateWord({ state }: CohortCell): string {
  if (state === 'complete') return m.state_complete();
  return state === 'in-progress' ? m.state_in_progress() : m.state_not_started();
}

function missingWords({ state, missing }: CohortCell): string {
  if (state === 'not-started') return '';
  return missing.map((step) => (step.kind === 'quiz' ? m.quiz_name() : step.title)).join('; ');
}
