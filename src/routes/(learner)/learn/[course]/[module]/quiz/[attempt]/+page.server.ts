import { redirect, type RequestEvent } from '@sveltejs/kit';
import { answersFromForm } from '#lib/domain/quizzes/form-answers.ts';
import { runAction, runLoad } from '#lib/server/http/responses.ts';
import { saveForm } from '#lib/server/services/quizzes/save-form.ts';
import { submitAttempt } from '#lib/server/services/quizzes/submit-attempt.ts';
import { viewAttempt } from '#lib/server/services/quizzes/view-attempt.ts';
import type { Actions, PageServerLoad, RouteParams } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const { course, module, ...attempt } = await viewAttempt(locals.ctx, {
      ...params,
      attemptId: params.attempt,
    });
    return {
      attemptId: params.attempt,
      attempt,
      passMarkPercent: course.document.passMarkPercent,
      course: { slug: course.document.slug, language: course.document.language },
      module: { slug: module.slug, title: module.title, number: module.number, sector: module.sector },
    };
  }, url.pathname);

type Event = RequestEvent<RouteParams>;

async function inputOf({ request, params }: Event) {
  return { attemptId: params.attempt, answers: answersFromForm(await request.formData()) };
}

export const actions: Actions = {
  save: async (event: Event) => {
    const input = await inputOf(event);
    const result = await runAction(() => saveForm(event.locals.ctx, input));
    if ('newerKept' in result && result.newerKept === 0) redirect(303, event.url.pathname);
    return result;
  },
  /** Shows the same address again: by then it is the review. */
  submit: async (event: Event) => {
    const input = await inputOf(event);
    const refused = await runAction(() => submitAttempt(event.locals.ctx, input));
    if (refused) return refused;
    redirect(303, event.url.pathname);
  },
};
