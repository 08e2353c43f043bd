import { routes } from '#lib/client/routes.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { viewPeople } from '#lib/server/services/cohorts/view-people.ts';
import type { Actions, PageServerLoad } from './$types';
import { joiningActions } from './joining-actions.ts';
import { memberActions } from './member-actions.ts';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const asked = (name: string) => url.searchParams.get(name);
    const view = await viewPeople(locals.ctx, {
      cohortId: params.id,
      words: asked('words'),
      after: asked('after'),
      before: asked('before'),
    });
    return {
      ...view,
      address: locals.ctx.origin + routes.joinCohort(view.cohort.joinCode),
      isFirst: asked('after') === null,
      isFirstInvited: asked('before') === null,
      done: asked('done'),
      doneAt: asked('at'),
    };
  }, url.pathname);

export const actions: Actions = { ...joiningActions, ...memberActions };
