import { fail, redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { runAction, runLoad } from '#lib/server/http/responses.ts';
import {
  scheduleQuizzes,
  viewQuizDates,
  type QuizDates,
} from '#lib/server/services/cohorts/schedule-quizzes.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(
    async () => ({
      ...(await viewQuizDates(locals.ctx, params.id)),
      isSaved: url.searchParams.has('saved'),
    }),
    url.pathname,
  );

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const dates = datesFromForm(await request.formData());
    const refused = await runAction(() => scheduleQuizzes(locals.ctx, { cohortId: params.id, dates }));
    if (refused) return fail(refused.status, { ...refused.data, typed: Object.fromEntries(dates) });
    redirect(303, routes.cohortDates(params.id, { saved: '1' }));
  },
};

/** `opens.MODULE` and `closes.MODULE`, by module. */
function datesFromForm(form: FormData): Map<string, QuizDates> {
  const dates = new Map<string, QuizDates>();
  for (const [field, value] of form) {
    const [, which, module] = /^(opens|closes)\.([a-z0-9-]+)$/.exec(field) ?? [];
    if (!module || typeof value !== 'string') continue;
    const known = dates.get(module) ?? { opensAt: '', closesAt: '' };
    dates.set(module, { ...known, [which === 'opens' ? 'opensAt' : 'closesAt']: value });
  }
  return dates;
}
