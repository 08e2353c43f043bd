import { redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { readForm, runForm } from '#lib/server/http/forms.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import {
  assignInstructor,
  assignInstructorInput,
  removeInstructor,
  removeInstructorInput,
} from '#lib/server/services/admin/assign-instructor.ts';
import { createCohort, createCohortInput } from '#lib/server/services/admin/create-cohort.ts';
import { listManagedCohorts } from '#lib/server/services/admin/list-managed-cohorts.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  runLoad(async () => {
    const { cohorts, courses } = await listManagedCohorts(locals.ctx);
    const joinAddress = (code: string) => locals.ctx.origin + routes.joinCohort(code);
    return {
      courses,
      cohorts: cohorts.map((cohort) => ({ ...cohort, joinAddress: joinAddress(cohort.joinCode) })),
    };
  }, url.pathname);

export const actions: Actions = {
  create: async ({ locals, request }) => {
    const input = await readForm(request, createCohortInput);
    return runForm({ form: 'create', ...input }, async () => {
      await createCohort(locals.ctx, input);
      redirect(303, routes.adminCohorts());
    });
  },
  assign: async ({ locals, request }) => {
    const input = await readForm(request, assignInstructorInput);
    return runForm({ form: 'assign', ...input }, async () => {
      await assignInstructor(locals.ctx, input);
      redirect(303, routes.adminCohorts());
    });
  },
  remove: async ({ locals, request }) => {
    const input = await readForm(request, removeInstructorInput);
    return runForm({ form: 'remove', ...input }, async () => {
      await removeInstructor(locals.ctx, input);
      redirect(303, routes.adminCohorts());
    });
  },
};
