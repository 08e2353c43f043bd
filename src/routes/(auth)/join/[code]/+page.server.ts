import { redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { runAction, runLoad } from '#lib/server/http/responses.ts';
import { joinCohort, viewInvitation } from '#lib/server/services/accounts/join-cohort.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
  runLoad(async () => {
    const { cohortName, course, answer } = await viewInvitation(locals.ctx, params);
    const { title, language, slug } = course.document;
    return { cohortName, about: { title, language, slug }, answer };
  });

export const actions: Actions = {
  /** Who has to wait comes back to this page, which then says so. */
  default: ({ locals, params }) =>
    runAction(async () => {
      const { course, isWaiting } = await joinCohort(locals.ctx, params);
      redirect(303, isWaiting ? routes.joinCohort(params.code) : routes.learnCourse(course));
    }),
};
