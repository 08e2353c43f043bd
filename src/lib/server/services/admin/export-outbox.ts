import * as m from '#lib/i18n/paraglide/messages.js';
import { authorize, type Ctx } from '../../context.ts';
import { countLetters, listLetters } from '../../queries/outbox.ts';
import type { Place } from '../../queries/newest-first.ts';
import { inBatches } from '../../tables/in-batches.ts';
import type { Cell, Column, StaffTable } from '../../tables/staff-table.ts';

/** An administrator takes the list of letters along, newest first; their texts stay where they are. */
export async function exportOutbox(ctx: Ctx): Promise<StaffTable> {
  authorize(ctx, 'outbox.read');
  const letters = inBatches(
    (page: { after: Place | null; limit: number }) => listLetters(ctx.db, page),
    ({ createdAt, id }) => ({ at: createdAt, id }),
  );
  return {
    name: m.outbox_title(),
    columns: columns(),
    rows: rowsOf(letters),
    total: await countLetters(ctx.db),
  };
}

async function* rowsOf(letters: AsyncIterable<Awaited<ReturnType<typeof listLetters>>[number]>) {
  for await (const { subject, recipient, locale, createdAt, sentAt } of letters)
    yield [subject, recipient, locale, createdAt, sentAt] satisfies Cell[];
}

const columns = (): Column[] => [
  { title: m.outbox_column_subject(), kind: 'text' },
  { title: m.outbox_column_recipient(), kind: 'text' },
  { title: m.audit_detail_language(), kind: 'text' },
  { title: m.outbox_column_written(), kind: 'moment' },
  { title: m.outbox_column_sent(), kind: 'moment' },
];
