import { runLoad } from '#lib/server/http/responses.ts';
import { listActs } from '#lib/server/services/audit/list-acts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url: { searchParams, pathname } }) =>
  runLoad(async () => {
    const after = searchParams.get('after');
    const found = await listActs(locals.ctx, { action: searchParams.get('action'), after });
    return { ...found, isFirst: after === null };
  }, pathname);
