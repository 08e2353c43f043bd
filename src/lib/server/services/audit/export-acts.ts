import type { AuditAction } from '#lib/domain/audit.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { authorize, type Ctx } from '../../context.ts';
import { countAuditEntries, listAuditEntries } from '../../queries/audit.ts';
import type { Place } from '../../queries/newest-first.ts';
import { inBatches } from '../../tables/in-batches.ts';
import type { Cell, Column, StaffTable } from '../../tables/staff-table.ts';
import { entriesOf, readActFilter, type ActQuestion } from './act-filter.ts';

type Details = Readonly<Record<string, string | number | null>>;

/** How the page says acts; handed in, so that the file says them alike. */
export interface ActWords {
  act: (action: AuditAction) => string;
  details: (details: Details) => readonly { name: string; value: string }[];
}

/** An administrator takes along what the filter of the page lets through, newest first. */
export async function exportActs(ctx: Ctx, question: ActQuestion, words: ActWords): Promise<StaffTable> {
  authorize(ctx, 'audit.read');
  const filter = await entriesOf(ctx, readActFilter(question));
  const entries = inBatches(
    (page: { after: Place | null; limit: number }) => listAuditEntries(ctx.db, { ...filter, ...page }),
    ({ at, id }) => ({ at, id }),
  );
  return {
    name: m.audit_title(),
    columns: columns(),
    rows: rowsOf(entries, words),
    total: await countAuditEntries(ctx.db, filter),
  };
}

async function* rowsOf(
  entries: AsyncIterable<Awaited<ReturnType<typeof listAuditEntries>>[number]>,
  words: ActWords,
): AsyncGenerator<Cell[]> {
  for await (const { at, actor, action, person, cohort, details } of entries)
    yield [
      at,
      actor?.nameNative ?? m.audit_system(),
      actor?.email ?? null,
      words.act(action),
      person?.nameNative ?? cohort?.name ?? null,
      person?.email ?? null,
      words
        .details(details)
        .map(({ name, value }) => `${name}: ${value}`)
        .join('; '),
    ];
}

const columns = (): Column[] => [
  { title: m.audit_column_at(), kind: 'moment' },
  { title: m.audit_column_who(), kind: 'text' },
  { title: m.audit_column_who_email(), kind: 'text' },
  { title: m.audit_column_act(), kind: 'text' },
  { title: m.audit_column_about(), kind: 'text' },
  { title: m.audit_column_about_email(), kind: 'text' },
  { title: m.audit_column_details(), kind: 'text' },
];
