import { redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { runAction, runLoad } from '#lib/server/http/responses.ts';
import {
  listOwnAnnouncements,
  readOwnAnnouncement,
} from '#lib/server/services/announcements/own-announcements.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  runLoad(async () => {
    const after = url.searchParams.get('after');
    return { ...(await listOwnAnnouncements(locals.ctx, { after })), isFirstPage: after === null };
  }, url.pathname);

export const actions: Actions = {
  read: async ({ locals, request }) => {
    const form = await request.formData();
    const refused = await runAction(() => readOwnAnnouncement(locals.ctx, { id: String(form.get('id')) }));
    if (refused) return refused;
    redirect(303, form.get('from') === 'dashboard' ? routes.dashboard() : routes.ownAnnouncements());
  },
};
