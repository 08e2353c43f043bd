import { runLoad } from '#lib/server/http/responses.ts';
import { listOutbox } from '#lib/server/services/admin/list-outbox.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  runLoad(async () => {
    const after = url.searchParams.get('after');
    return { ...(await listOutbox(locals.ctx, { after })), isFirst: after === null };
  }, url.pathname);
