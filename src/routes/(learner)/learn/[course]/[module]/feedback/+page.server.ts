import { redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { readForm, runForm } from '#lib/server/http/forms.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import {
  giveFeedback,
  giveFeedbackInput,
  viewOwnFeedback,
} from '#lib/server/services/learning/give-feedback.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const { course, module, ...feedback } = await viewOwnFeedback(locals.ctx, params);
    return {
      ...feedback,
      isDone: url.searchParams.has('done'),
      course: { slug: course.document.slug, language: course.document.language },
      module: { slug: module.slug, title: module.title, number: module.number, sector: module.sector },
    };
  }, url.pathname);

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const input = await readForm(request, giveFeedbackInput);
    return runForm(input, async () => {
      await giveFeedback(locals.ctx, { ...params, ...input });
      redirect(303, routes.feedback(params.course, params.module, { done: '1' }));
    });
  },
};
