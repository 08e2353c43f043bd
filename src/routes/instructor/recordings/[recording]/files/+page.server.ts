import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { readMediaForm } from '#lib/server/http/recording-forms.ts';
import { runAction, runLoad } from '#lib/server/http/responses.ts';
import { removeFile } from '#lib/server/services/recordings/remove-file.ts';
import { uploadSmallFile } from '#lib/server/services/recordings/upload-small-file.ts';
import { viewRecordingPage } from '#lib/server/services/recordings/view-material.ts';
import type { Actions, PageServerLoad, RouteParams } from './$types';

type Event = RequestEvent<RouteParams>;

const addressOf = ({ params, url }: Pick<Event, 'params' | 'url'>) => ({
  recording: params.recording,
  course: url.searchParams.get('course') ?? '',
});
const backTo = (event: Event, done: string) => {
  const { course, recording } = addressOf(event);
  redirect(303, routes.recordingFiles(course, recording, { done }));
};

export const load: PageServerLoad = (event) =>
  runLoad(
    async () => ({
      ...(await viewRecordingPage(event.locals.ctx, addressOf(event))),
      done: event.url.searchParams.get('done'),
    }),
    event.url.pathname + event.url.search,
  );

export const actions: Actions = {
  upload: async (event: Event) => {
    const sent = await readMediaForm(event.request);
    if ('problem' in sent) return fail(400, { upload: sent.problem });
    const place = { ...addressOf(event), module: null, segment: null };
    const done = await runAction(() => uploadSmallFile(event.locals.ctx, { ...place, ...sent }));
    return done ? fail(done.status, { upload: { message: done.data.message } }) : backTo(event, 'uploaded');
  },
  remove: async (event: Event) => {
    const id = String((await event.request.formData()).get('file'));
    const done = await runAction(() => removeFile(event.locals.ctx, id));
    return done ?? backTo(event, 'removed');
  },
};
