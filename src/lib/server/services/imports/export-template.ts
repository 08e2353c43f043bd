import * as m from '#lib/i18n/paraglide/messages.js';
import type { Ctx } from '../../context.ts';
import { fromMemory } from '../../tables/in-batches.ts';
import type { StaffTable } from '../../tables/staff-table.ts';
import { importCohort } from './import-cohort.ts';

/** An empty file of people with the heads that are understood, for who may change the cohort. */
export async function exportTemplate(ctx: Ctx, input: { cohort: string }): Promise<StaffTable> {
  await importCohort(ctx, input.cohort);
  const heads = [
    m.import_head_native(),
    m.import_head_latin(),
    m.import_head_email(),
    m.import_head_language(),
    m.import_head_country(),
  ];
  return {
    name: m.import_template_name(),
    columns: heads.map((title) => ({ title, kind: 'text' })),
    rows: fromMemory<never>([]),
    total: 0,
  };
}
