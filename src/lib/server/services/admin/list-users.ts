import { cleanName } from '#lib/domain/accounts/person-name.ts';
import { authorize, type Ctx } from '../../context.ts';
import { listUsers as list } from '../../queries/accounts.ts';

const PAGE_SIZE = 50;
export const LONGEST_SEARCH = 100;

/** An administrator lists people by address. `words` are looked for in address and names; `after` comes from the page before. */
export async function listUsers(ctx: Ctx, input: { words?: string | null; after?: string | null }) {
  authorize(ctx, 'user.manage');
  const words = cleanName(input.words ?? '').slice(0, LONGEST_SEARCH);
  const after = cleanName(input.after ?? '');
  const found = await list(ctx.db, { words, after, limit: PAGE_SIZE + 1 });
  const people = found.slice(0, PAGE_SIZE);
  return { people, words, next: found.length > PAGE_SIZE ? (people.at(-1)?.email ?? null) : null };
}
