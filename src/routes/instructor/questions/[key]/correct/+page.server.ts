import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { runAction, runLoad } from '#lib/server/http/responses.ts';
import { correctQuestion, previewCorrection } from '#lib/server/services/questions/correct-question.ts';
import { headOf } from '#lib/server/services/questions/staff-question.ts';
import { viewQuestion } from '#lib/server/services/questions/view-question.ts';
import type { Actions, PageServerLoad, RouteParams } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const course = url.searchParams.get('course') ?? '';
    const question = await viewQuestion(locals.ctx, { key: params.key, course });
    return { ...headOf(question), typed: question.typed, revision: question.current.id };
  }, url.pathname + url.search);

/** Not read by `formText`: a text that is too long is refused, never cut. */
async function inputOf({ request, params, url }: RequestEvent<RouteParams>) {
  const form = await request.formData();
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.replaceAll('\0', '') : '';
  };
  return {
    key: params.key,
    course: url.searchParams.get('course') ?? '',
    revision: text('revision'),
    typed: {
      prompt: text('prompt'),
      explanation: text('explanation'),
      points: text('points'),
      rest: text('rest'),
    },
  };
}

export const actions: Actions = {
  preview: async (event: RequestEvent<RouteParams>) => {
    const input = await inputOf(event);
    const seen = await runAction(() => previewCorrection(event.locals.ctx, input));
    return 'problems' in seen ? { typed: input.typed, revision: input.revision, ...seen } : seen;
  },
  publish: async (event: RequestEvent<RouteParams>) => {
    const input = await inputOf(event);
    const done = await runAction(() => correctQuestion(event.locals.ctx, input));
    if ('published' in done && done.published)
      redirect(
        303,
        routes.question(done.course, input.key, done.revisionNumber === null ? 'same' : 'corrected'),
      );
    const { typed, revision } = input;
    if ('problems' in done) return fail(400, { typed, revision, problems: done.problems });
    return 'data' in done ? fail(done.status, { typed, revision, ...done.data }) : done;
  },
};
