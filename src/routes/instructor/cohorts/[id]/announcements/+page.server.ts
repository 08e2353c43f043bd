import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { routes } from '#lib/client/routes.ts';
import { formText } from '#lib/server/http/form-text.ts';
import { runForm } from '#lib/server/http/forms.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import {
  previewAnnouncement,
  sendAnnouncement,
} from '#lib/server/services/announcements/send-announcement.ts';
import { viewAnnouncements } from '#lib/server/services/announcements/view-announcements.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const learners = url.searchParams.getAll('learner');
    const userIds = learners.length > 0 ? learners : null;
    const after = url.searchParams.get('after');
    return {
      ...(await viewAnnouncements(locals.ctx, { cohortId: params.id, after, userIds })),
      isFirstPage: after === null,
      isSent: url.searchParams.get('done') === 'sent',
    };
  }, url.pathname);

const message = v.object({ subject: formText, body: formText, id: formText, to: formText });

/** `learner` may stand in the form many times; without `to=chosen` the message is to everybody. */
async function messageOf(request: Request, cohortId: string) {
  const form = await request.formData();
  const { id, to, ...typed } = v.parse(message, Object.fromEntries(form));
  const ids = form.getAll('learner').map(String);
  return {
    typed: { ...typed, to, learners: ids.join(' ') },
    input: { cohortId, ...typed, id: id || undefined, userIds: to === 'chosen' ? ids : null },
  };
}

export const actions: Actions = {
  preview: async ({ locals, params, request }) => {
    const { typed, input } = await messageOf(request, params.id);
    return runForm(typed, async () => ({ typed, preview: await previewAnnouncement(locals.ctx, input) }));
  },
  send: async ({ locals, params, request }) => {
    const { typed, input } = await messageOf(request, params.id);
    return runForm(typed, async () => {
      await sendAnnouncement(locals.ctx, input);
      redirect(303, routes.announcements(params.id, { done: 'sent' }));
    });
  },
};
