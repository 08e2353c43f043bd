import { authorize } from '#lib/server/context.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  runLoad(async () => {
    authorize(locals.ctx, 'admin.enter');
    return Promise.resolve();
  }, url.pathname);
