import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { readCaptionForm, readMediaForm, readShift } from '#lib/server/http/recording-forms.ts';
import { runAction, runLoad } from '#lib/server/http/responses.ts';
import { removeCaptions } from '#lib/server/services/captions/remove-captions.ts';
import { previewCaptions, saveCaptions } from '#lib/server/services/captions/save-captions.ts';
import { removeFile } from '#lib/server/services/recordings/remove-file.ts';
import { uploadToSegment } from '#lib/server/services/recordings/upload-small-file.ts';
import { viewSegmentPage } from '#lib/server/services/recordings/view-material.ts';
import type { Actions, PageServerLoad, RouteParams } from './$types';

type Event = RequestEvent<RouteParams>;

const addressOf = ({ params, url }: Pick<Event, 'params' | 'url'>) => ({
  ...params,
  course: url.searchParams.get('course') ?? '',
});
const backTo = (event: Event, done: string) => {
  const { course, module, segment } = addressOf(event);
  redirect(303, routes.segment(course, module, segment, { done }));
};

export const load: PageServerLoad = (event) =>
  runLoad(async () => {
    const { url } = event;
    const language = url.searchParams.get('language') ?? '';
    const page = await viewSegmentPage(event.locals.ctx, { ...addressOf(event), language });
    return { ...page, done: url.searchParams.get('done') };
  }, event.url.pathname + event.url.search);

const captions = (service: typeof previewCaptions | typeof saveCaptions) => async (event: Event) => {
  const typed = await readCaptionForm(event.request);
  if (typed.problem) return fail(400, { captions: typed });
  const input = { ...addressOf(event), ...typed, shiftSeconds: readShift(typed.shift) };
  const done = await runAction(() => service(event.locals.ctx, input));
  if (!('problems' in done)) {
    const problem = done.data.fields['language'] ? ('language' as const) : undefined;
    return fail(done.status, { captions: { ...typed, problem, message: done.data.message } });
  }
  if (done.problems.length > 0)
    return fail(400, { captions: { ...typed, text: done.vtt, problems: done.problems } });
  if ('saved' in done) backTo(event, 'saved');
  // What was moved is moved: the next press does not move it again.
  return { captions: { ...typed, shift: '', text: done.vtt, cues: done.cues } };
};

export const actions: Actions = {
  upload: async (event: Event) => {
    const sent = await readMediaForm(event.request);
    if ('problem' in sent) return fail(400, { upload: sent.problem });
    const done = await runAction(() => uploadToSegment(event.locals.ctx, { ...addressOf(event), ...sent }));
    return done ? fail(done.status, { upload: { message: done.data.message } }) : backTo(event, 'uploaded');
  },
  remove: async (event: Event) => {
    const id = String((await event.request.formData()).get('file'));
    const done = await runAction(() => removeFile(event.locals.ctx, id));
    return done ?? backTo(event, 'removed');
  },
  previewCaptions: captions(previewCaptions),
  saveCaptions: captions(saveCaptions),
  removeCaptions: async (event: Event) => {
    const language = String((await event.request.formData()).get('language'));
    const done = await runAction(() => removeCaptions(event.locals.ctx, { ...addressOf(event), language }));
    return done ?? backTo(event, 'captions-removed');
  },
};
