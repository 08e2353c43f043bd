import { authorize, type Ctx } from '../../context.ts';
import { listAuditEntries } from '../../queries/audit.ts';
import { placeText, readPlace } from '../admin/page-place.ts';
import { entriesOf, readActFilter, type ActQuestion } from './act-filter.ts';

const PAGE_SIZE = 50;

/**
 * An administrator reads who of the staff did what, newest first, with a filter (act-filter.ts); `after` comes from the page before. One statement, and one or
 * two where the filter names somebody.
 */
export async function listActs(ctx: Ctx, input: ActQuestion & { after?: string | null }) {
  authorize(ctx, 'audit.read');
  const filter = readActFilter(input);
  const found = await listAuditEntries(ctx.db, {
    ...(await entriesOf(ctx, filter)),
    after: readPlace(input.after),
    limit: PAGE_SIZE + 1,
  });
  const acts = found.slice(0, PAGE_SIZE);
  const last = acts.at(-1);
  return { acts, filter, next: found.length > PAGE_SIZE && last ? placeText(last) : null };
}
