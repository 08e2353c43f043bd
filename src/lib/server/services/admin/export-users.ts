import { cleanName } from '#lib/domain/accounts/person-name.ts';
import type { Role } from '#lib/domain/permissions.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { authorize, type Ctx } from '../../context.ts';
import { countUsers, listUsers } from '../../queries/accounts.ts';
import { inBatches } from '../../tables/in-batches.ts';
import type { Cell, Column, StaffTable } from '../../tables/staff-table.ts';
import { LONGEST_SEARCH } from './list-users.ts';

const ROLE_WORDS: Record<Role, () => string> = {
  learner: m.role_learner,
  instructor: m.role_instructor,
  admin: m.role_admin,
};

/** An administrator takes the list of people along, with the filter of the page. */
export async function exportUsers(ctx: Ctx, input: { words?: string | null }): Promise<StaffTable> {
  authorize(ctx, 'user.manage');
  const words = cleanName(input.words ?? '').slice(0, LONGEST_SEARCH);
  const people = inBatches(
    ({ after, limit }: { after: string | null; limit: number }) =>
      listUsers(ctx.db, { words, after: after ?? '', limit }),
    ({ email }) => email,
  );
  return {
    name: m.people_title(),
    columns: columns(),
    rows: rowsOf(people),
    total: await countUsers(ctx.db, words),
  };
}

async function* rowsOf(people: AsyncIterable<Awaited<ReturnType<typeof listUsers>>[number]>) {
  for await (const person of people)
    yield [
      person.nameNative,
      person.nameLatin,
      person.email,
      person.emailVerifiedAt ? m.word_yes() : m.word_no(),
      ROLE_WORDS[person.role](),
      person.createdAt,
      person.lastSeenAt,
    ] satisfies Cell[];
}

const columns = (): Column[] => [
  { title: m.csv_name_native(), kind: 'text' },
  { title: m.csv_name_latin(), kind: 'text' },
  { title: m.csv_email(), kind: 'text' },
  { title: m.table_email_confirmed(), kind: 'text' },
  { title: m.people_column_role(), kind: 'text' },
  { title: m.table_since(), kind: 'moment' },
  { title: m.csv_last_seen(), kind: 'moment' },
];
