import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { routes } from '#lib/client/routes.ts';
import { formText } from '#lib/server/http/form-text.ts';
import { runForm } from '#lib/server/http/forms.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { extendDeadlines } from '#lib/server/services/cohorts/extend-deadline.ts';
import { viewChosen } from '#lib/server/services/cohorts/view-chosen.ts';
import type { Actions, PageServerLoad } from './$types';

const input = v.object({ module: formText, dueOn: formText, reason: formText });

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const { cohort, course, people } = await viewChosen(locals.ctx, {
      cohort: params.id,
      learners: url.searchParams.getAll('learner'),
    });
    return {
      cohort: { id: cohort.id, name: cohort.name },
      people: people.map(({ userId, nameNative }) => ({ userId, nameNative })),
      modules: course.document.modules.map(({ key, title }) => ({ key, title })),
    };
  }, url.pathname + url.search);

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const form = await request.formData();
    const typed = v.parse(input, Object.fromEntries(form));
    return runForm(typed, async () => {
      await extendDeadlines(locals.ctx, {
        cohortId: params.id,
        userIds: form.getAll('learner').map(String),
        ...typed,
      });
      redirect(303, routes.cohortAttention(params.id, { done: 'extended' }));
    });
  },
};
