import { routes } from '#lib/client/routes.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { listCohorts } from '#lib/server/services/cohorts/list-cohorts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  runLoad(async () => {
    const cohorts = await listCohorts(locals.ctx);
    return {
      cohorts: cohorts.map((cohort) => ({
        ...cohort,
        joinAddress: locals.ctx.origin + routes.joinCohort(cohort.joinCode),
      })),
    };
  }, url.pathname);
