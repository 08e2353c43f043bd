import { MODULE_STEPS } from '#lib/domain/cohorts/module-counts.ts';
import { STEP_NAMES } from '#lib/i18n/step-names.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { Ctx } from '../../context.ts';
import { fromMemory } from '../../tables/in-batches.ts';
import type { Column, StaffTable } from '../../tables/staff-table.ts';
import { viewModule } from './view-module.ts';

/** How far each cohort came in a module, as a file. The guard is that of the page. */
export async function exportModuleCohorts(
  ctx: Ctx,
  asked: { course: string; module: string; cohort: string | null },
): Promise<StaffTable> {
  const { module, byCohort } = await viewModule(ctx, asked);
  const number = (title: string): Column => ({ title, kind: 'number' });
  return {
    name: `${module.slug}-cohorts`,
    columns: [
      { title: m.module_cohort(), kind: 'text' },
      number(m.module_learners()),
      ...MODULE_STEPS.map((step) => number(STEP_NAMES[step]())),
      number(m.module_complete()),
      { title: m.module_mark(), kind: 'percent' },
      number(m.module_median_days()),
    ],
    rows: fromMemory(
      byCohort.map(({ name, counts }) => [
        name,
        counts.learners,
        ...counts.steps.map(({ count }) => count),
        counts.complete,
        counts.meanPercent,
        counts.days?.median ?? null,
      ]),
    ),
    total: byCohort.length,
  };
}
