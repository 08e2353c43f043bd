import { routes } from '#lib/client/routes.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { Ctx } from '../../context.ts';
import { fromMemory } from '../../tables/in-batches.ts';
import type { StaffTable } from '../../tables/staff-table.ts';
import { listManagedCohorts } from './list-managed-cohorts.ts';

/** Every cohort as a line with its learners, its address to join and who teaches it. The guard is that of the page. */
export async function exportManagedCohorts(ctx: Ctx): Promise<StaffTable> {
  const { cohorts } = await listManagedCohorts(ctx);
  return {
    name: m.cohorts_title(),
    columns: [
      { title: m.cohorts_name(), kind: 'text' },
      { title: m.cohorts_course(), kind: 'text' },
      { title: m.overview_learners(), kind: 'number' },
      { title: m.cohorts_csv_address(), kind: 'text' },
      { title: m.cohorts_instructors(), kind: 'text' },
    ],
    rows: fromMemory(
      cohorts.map((cohort) => [
        cohort.name,
        cohort.courseTitle,
        cohort.learners,
        ctx.origin + routes.joinCohort(cohort.joinCode),
        cohort.instructors.map(({ nameNative, email }) => `${nameNative} <${email}>`).join('; '),
      ]),
    ),
    total: cohorts.length,
  };
}
