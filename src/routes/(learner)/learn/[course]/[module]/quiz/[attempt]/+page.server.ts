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

/** Does what the form asks, then shows the same address again: the questions, or by then the review. */
const withForm =
  (work: (event: RequestEvent<RouteParams>, answers: Map<string, unknown>) => Promise<void>) =>
  async (event: RequestEvent<RouteParams>) => {
    const answers = answersFromForm(await event.request.formData());
    const refused = await runAction(() => work(event, answers));
    if (refused) return refused;
    redirect(303, event.url.pathname);
  };

export const actions: Actions = {
  save: withForm(({ locals, params }, answers) =>
    saveForm(locals.ctx, { attemptId: params.attempt, answers }),
  ),
  submit: withForm(({ locals, params }, answers) =>
    submitAttempt(locals.ctx, { attemptId: params.attempt, answers }),
  ),
};
