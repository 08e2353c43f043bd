import { redirect } from '@sveltejs/kit';
import { answersFromForm } from '#lib/domain/quizzes/form-answers.ts';
import { runAction, runLoad } from '#lib/server/http/responses.ts';
import { requireActor } from '#lib/server/context.ts';
import { handInPractice } from '#lib/server/services/quizzes/hand-in-practice.ts';
import { viewPractice } from '#lib/server/services/quizzes/view-practice.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const { course, module, ...practice } = await viewPractice(locals.ctx, {
      ...params,
      practiceId: params.practice,
    });
    return {
      account: requireActor(locals.ctx).userId,
      practiceId: params.practice,
      practice,
      course: { slug: course.document.slug, language: course.document.language },
      module: { slug: module.slug, title: module.title, number: module.number, sector: module.sector },
    };
  }, url.pathname);

export const actions: Actions = {
  /** Shows the same address again: by then it is the review. */
  handIn: async ({ locals, params, request, url }) => {
    const sent = answersFromForm(await request.formData());
    const answers = Object.fromEntries([...sent].map(([key, { answer }]) => [key, answer]));
    const result = await runAction(() =>
      handInPractice(locals.ctx, { practiceId: params.practice, answers }),
    );
    if ('practiceId' in result) redirect(303, url.pathname);
    return result;
  },
};
