import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { segmentsFromForm } from '#lib/domain/courses/segment-form.ts';
import { runAction, runLoad } from '#lib/server/http/responses.ts';
import { previewSegment } from '#lib/server/services/segments/preview-segment.ts';
import { previewSegments, publishSegments } from '#lib/server/services/segments/publish-segments.ts';
import { viewRecording } from '#lib/server/services/segments/view-recording.ts';
import type { Actions, PageServerLoad, RouteParams } from './$types';

type Event = RequestEvent<RouteParams>;

const addressOf = ({ params, url }: Pick<Event, 'params' | 'url'>) => ({
  recording: params.recording,
  course: url.searchParams.get('course') ?? '',
});

export const load: PageServerLoad = (event) =>
  runLoad(async () => {
    const page = await viewRecording(event.locals.ctx, addressOf(event));
    return { ...page, done: event.url.searchParams.get('done') };
  }, event.url.pathname + event.url.search);

async function inputOf(event: Event) {
  const form = await event.request.formData();
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.slice(0, 200) : '';
  };
  const length = Number(text('length'));
  return {
    ...addressOf(event),
    typed: segmentsFromForm(form),
    basis: text('basis'),
    said: text('said'),
    show: Number(text('show')),
    lengthSeconds: Number.isInteger(length) && length > 0 ? length : null,
  };
}

export const actions: Actions = {
  check: async (event: Event) => {
    const input = await inputOf(event);
    const done = await runAction(() => previewSegments(event.locals.ctx, input));
    return 'said' in done ? { ...kept(input), preview: done } : refused(input, done);
  },
  preview: async (event: Event) => {
    const input = await inputOf(event);
    const done = await runAction(() => previewSegment(event.locals.ctx, input));
    return 'shown' in done ? { ...kept(input), ...done, show: input.show } : refused(input, done);
  },
  publish: async (event: Event) => {
    const input = await inputOf(event);
    const done = await runAction(() => publishSegments(event.locals.ctx, input));
    if (!('published' in done)) return refused(input, done);
    if (!done.published) return fail(400, { ...kept(input), preview: done.preview, isSaidAgain: true });
    const said = done.revisionNumber === null ? 'same' : 'published';
    redirect(303, routes.recording(done.course, input.recording, { done: said }));
  },
};

type Input = Awaited<ReturnType<typeof inputOf>>;

/** What was typed comes back, whatever became of it. */
const kept = ({ typed, basis }: Input) => ({ typed, basis });
const refused = <P extends object>(input: Input, { status, data }: { status: number; data: P }) =>
  fail(status, { ...kept(input), ...data });
