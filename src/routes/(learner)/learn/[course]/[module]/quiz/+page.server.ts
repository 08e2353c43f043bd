import { redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { runAction, runLoad } from '#lib/server/http/responses.ts';
import { handInFile } from '#lib/server/services/quizzes/hand-in-file.ts';
import { quizOverview } from '#lib/server/services/quizzes/quiz-overview.ts';
import { startAttempt } from '#lib/server/services/quizzes/start-attempt.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const { course, module, ...quiz } = await quizOverview(locals.ctx, params);
    const { attemptRules, passMarkPercent } = course.document;
    return {
      quiz,
      course: { slug: course.document.slug, language: course.document.language },
      module: { slug: module.slug, title: module.title, number: module.number, sector: module.sector },
      rules: { ...attemptRules, passMarkPercent, draw: quiz.draw },
    };
  }, url.pathname);

export const actions: Actions = {
  start: async ({ locals, params }) => {
    const result = await runAction(() => startAttempt(locals.ctx, params));
    if ('attemptId' in result) redirect(303, routes.attempt(params.course, params.module, result.attemptId));
    return result;
  },
  /** A file of answers of any quiz of the learner: it says itself which attempt it is. */
  file: async ({ locals, request }) => {
    const given = (await request.formData()).get('file');
    const file = given instanceof File ? await given.text() : (given ?? '');
    const result = await runAction(() => handInFile(locals.ctx, { file }));
    if ('attemptId' in result) redirect(303, routes.attempt(result.course, result.module, result.attemptId));
    return result;
  },
};
