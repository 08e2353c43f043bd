import { invitationState, type InvitationState } from '#lib/domain/cohorts/joining.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { Ctx } from '../../context.ts';
import { countInvitations, listInvitations, type Invitation } from '../../queries/joining.ts';
import type { Place } from '../../queries/newest-first.ts';
import { inBatches } from '../../tables/in-batches.ts';
import type { Cell, Column, StaffTable } from '../../tables/staff-table.ts';
import { staffCohort } from './staff-cohort.ts';

/** How the page says the state of an invitation; handed in, so that the file says it alike. */
export type InvitationWords = (state: InvitationState) => string;

/** The staff of a cohort take along who was invited, newest first, and what became of it; never what a link holds. */
export async function exportInvitations(
  ctx: Ctx,
  cohortId: string,
  words: InvitationWords,
): Promise<StaffTable> {
  const { cohort } = await staffCohort(ctx, 'cohort.change', cohortId);
  const invited = inBatches(
    (page: { after: Place | null; limit: number }) =>
      listInvitations(ctx.db, { cohortId: cohort.id, ...page }),
    ({ invitedAt, id }) => ({ at: invitedAt, id }),
  );
  return {
    name: `${cohort.name} ${m.invitations_title()}`,
    columns: columns(),
    rows: rowsOf(invited, ctx.now(), words),
    total: await countInvitations(ctx.db, cohort.id),
  };
}

async function* rowsOf(
  invited: AsyncIterable<Invitation>,
  now: Date,
  words: InvitationWords,
): AsyncGenerator<Cell[]> {
  for await (const one of invited)
    yield [one.email, words(invitationState(one, now)), one.invitedAt, one.expiresAt, one.acceptedAt];
}

const columns = (): Column[] => [
  { title: m.csv_email(), kind: 'text' },
  { title: m.invitations_state(), kind: 'text' },
  { title: m.invitations_csv_sent(), kind: 'moment' },
  { title: m.invitations_csv_until(), kind: 'moment' },
  { title: m.invitations_csv_accepted(), kind: 'moment' },
];
