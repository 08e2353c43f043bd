import * as m from '#lib/i18n/paraglide/messages.js';
import type { Ctx } from '../../context.ts';
import { countSent, listSent } from '../../queries/announcements.ts';
import type { Place } from '../../queries/newest-first.ts';
import { inBatches } from '../../tables/in-batches.ts';
import type { Cell, Column, StaffTable } from '../../tables/staff-table.ts';
import { staffCohort } from '../cohorts/staff-cohort.ts';

/** So many are counted in one statement: each has as many readers as the cohort has learners. */
const BATCH = 20;

/** The staff of a cohort take along all that was sent in it, newest first. */
export async function exportSent(ctx: Ctx, cohortId: string): Promise<StaffTable> {
  const { cohort } = await staffCohort(ctx, 'cohort.change', cohortId);
  const sent = inBatches(
    (page: { after: Place | null; limit: number }) => listSent(ctx.db, cohort.id, page),
    ({ sentAt, id }) => ({ at: sentAt, id }),
    BATCH,
  );
  return {
    name: `${cohort.name} ${m.announce_title()}`,
    columns: columns(),
    rows: rowsOf(sent),
    total: await countSent(ctx.db, cohort.id),
  };
}

async function* rowsOf(
  sent: AsyncIterable<Awaited<ReturnType<typeof listSent>>[number]>,
): AsyncGenerator<Cell[]> {
  for await (const one of sent)
    yield [
      one.subject,
      one.body,
      one.sentAt,
      one.sentBy,
      one.isToAll ? m.announce_whole_cohort() : m.announce_chosen(),
      one.recipients,
      one.read,
      one.unmailed,
    ];
}

const columns = (): Column[] => [
  { title: m.announce_subject(), kind: 'text' },
  { title: m.announce_body(), kind: 'text' },
  { title: m.announce_csv_sent(), kind: 'moment' },
  { title: m.announce_csv_by(), kind: 'text' },
  { title: m.announce_csv_to(), kind: 'text' },
  { title: m.announce_column_recipients(), kind: 'number' },
  { title: m.announce_column_read(), kind: 'number' },
  { title: m.announce_csv_unmailed(), kind: 'number' },
];
