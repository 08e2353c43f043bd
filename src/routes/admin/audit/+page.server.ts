import { runLoad } from '#lib/server/http/responses.ts';
import { listActs } from '#lib/server/services/audit/list-acts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url: { searchParams, pathname } }) =>
  runLoad(async () => {
    const asked = Object.fromEntries(searchParams);
    return { ...(await listActs(locals.ctx, asked)), isFirst: !searchParams.has('after') };
  }, pathname);
