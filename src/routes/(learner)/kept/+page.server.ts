import { requireActor } from '#lib/server/context.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import type { PageServerLoad } from './$types';

/** What is kept is known to the device alone; the server says whose it is. */
export const load: PageServerLoad = ({ locals, url }) =>
  runLoad(async () => ({ account: requireActor(locals.ctx).userId }), url.pathname);
