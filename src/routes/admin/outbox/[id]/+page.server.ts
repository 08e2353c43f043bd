import { runLoad } from '#lib/server/http/responses.ts';
import { openLetter } from '#lib/server/services/admin/list-outbox.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => ({ letter: await openLetter(locals.ctx, params) }), url.pathname);
