import { runLoad } from '#lib/server/http/responses.ts';
import { headOf } from '#lib/server/services/questions/staff-question.ts';
import { viewRegrade } from '#lib/server/services/regrades/view-regrade.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const { question, regrade } = await viewRegrade(locals.ctx, {
      key: params.key,
      course: url.searchParams.get('course') ?? '',
      regradeId: params.regrade,
    });
    const { policy, requestedAt, total, examined, changed, finishedAt } = regrade;
    return {
      ...headOf(question),
      regradeId: regrade.id,
      regrade: { policy, requestedAt, total, examined, changed, finishedAt },
    };
  }, url.pathname + url.search);
