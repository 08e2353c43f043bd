import * as m from '#lib/i18n/paraglide/messages.js';
import type { Ctx } from '../../context.ts';
import { countOpenRequests, listOpenRequests } from '../../queries/joining.ts';
import type { Place } from '../../queries/newest-first.ts';
import { inBatches } from '../../tables/in-batches.ts';
import type { Cell, Column, StaffTable } from '../../tables/staff-table.ts';
import { staffCohort } from './staff-cohort.ts';

/** The staff of a cohort take along who waits to be let in, the longest first: all of them, also those that the page does not show yet. */
export async function exportRequests(ctx: Ctx, cohortId: string): Promise<StaffTable> {
  const { cohort } = await staffCohort(ctx, 'cohort.change', cohortId);
  const waiting = inBatches(
    (page: { after: Place | null; limit: number }) =>
      listOpenRequests(ctx.db, { cohortId: cohort.id, ...page }),
    ({ askedAt, userId }) => ({ at: askedAt, id: userId }),
  );
  return {
    name: `${cohort.name} ${m.requests_title()}`,
    columns: columns(),
    rows: rowsOf(waiting),
    total: await countOpenRequests(ctx.db, cohort.id),
  };
}

async function* rowsOf(
  waiting: AsyncIterable<Awaited<ReturnType<typeof listOpenRequests>>[number]>,
): AsyncGenerator<Cell[]> {
  for await (const person of waiting)
    yield [
      person.nameNative,
      person.nameLatin,
      person.email,
      person.isEmailVerified ? m.word_yes() : m.word_no(),
      person.askedAt,
    ];
}

const columns = (): Column[] => [
  { title: m.csv_name_native(), kind: 'text' },
  { title: m.csv_name_latin(), kind: 'text' },
  { title: m.csv_email(), kind: 'text' },
  { title: m.table_email_confirmed(), kind: 'text' },
  { title: m.requests_csv_asked(), kind: 'moment' },
];
