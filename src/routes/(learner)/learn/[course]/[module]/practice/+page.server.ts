import { redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { runAction, runLoad } from '#lib/server/http/responses.ts';
import { listPractices } from '#lib/server/services/quizzes/list-practices.ts';
import { startPractice } from '#lib/server/services/quizzes/start-practice.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const { course, module, ...practice } = await listPractices(locals.ctx, params);
    return {
      practice,
      course: { slug: course.document.slug, language: course.document.language },
      module: { slug: module.slug, title: module.title, number: module.number, sector: module.sector },
    };
  }, url.pathname);

export const actions: Actions = {
  start: async ({ locals, params }) => {
    const result = await runAction(() => startPractice(locals.ctx, params));
    if ('practiceId' in result)
      redirect(303, routes.practiceOf(params.course, params.module, result.practiceId));
    return result;
  },
};
