import { AUDIT_ACTIONS } from '#lib/domain/audit.ts';
import { authorize, type Ctx } from '../../context.ts';
import { listAuditEntries } from '../../queries/audit.ts';
import { placeText, readPlace } from '../admin/page-place.ts';

const PAGE_SIZE = 50;

/**
 * An administrator reads who of the staff did what, newest first. `action` shows only one kind of act, anything unknown all; `after` comes from the page
 * before. One statement.
 */
export async function listActs(ctx: Ctx, input: { action?: string | null; after?: string | null }) {
  authorize(ctx, 'audit.read');
  const action = AUDIT_ACTIONS.find((known) => known === input.action) ?? null;
  const found = await listAuditEntries(ctx.db, {
    action,
    after: readPlace(input.after),
    limit: PAGE_SIZE + 1,
  });
  const acts = found.slice(0, PAGE_SIZE);
  const last = acts.at(-1);
  return { acts, action, next: found.length > PAGE_SIZE && last ? placeText(last) : null };
}
