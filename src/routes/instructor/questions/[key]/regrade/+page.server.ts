import { redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { runAction, runLoad } from '#lib/server/http/responses.ts';
import { headOf } from '#lib/server/services/questions/staff-question.ts';
import { viewQuestion } from '#lib/server/services/questions/view-question.ts';
import { planRegrade } from '#lib/server/services/regrades/plan-regrade.ts';
import { startRegrade } from '#lib/server/services/regrades/start-regrade.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const address = { key: params.key, course: url.searchParams.get('course') ?? '' };
    const policy = url.searchParams.get('policy');
    const question = await viewQuestion(locals.ctx, address);
    const plan = policy ? await planRegrade(locals.ctx, { ...address, policy }) : null;
    return {
      ...headOf(question),
      isCorrected: question.revisions.length > 1,
      runningId: question.regrades.find(({ finishedAt }) => finishedAt === null)?.id ?? null,
      plan: plan && {
        policy: plan.policy,
        revision: plan.current.id,
        counts: plan.counts,
        listed: plan.listed,
      },
    };
  }, url.pathname + url.search);

export const actions: Actions = {
  default: async ({ locals, params, request, url }) => {
    const form = await request.formData();
    const text = (name: string) => String(form.get(name) ?? '');
    return runAction(async () => {
      const { regradeId, course } = await startRegrade(locals.ctx, {
        key: params.key,
        course: url.searchParams.get('course') ?? '',
        policy: text('policy'),
        revision: text('revision'),
      });
      redirect(303, routes.regrade(course, params.key, regradeId));
    });
  },
};
