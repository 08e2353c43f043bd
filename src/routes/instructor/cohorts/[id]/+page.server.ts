import { redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { readForm, runForm } from '#lib/server/http/forms.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import {
  removeView,
  removeViewInput,
  saveView,
  saveViewInput,
} from '#lib/server/services/cohorts/save-view.ts';
import { viewCohort } from '#lib/server/services/cohorts/view-cohort.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const asked = (name: string) => url.searchParams.get(name);
    const { course, cohort, ...view } = await viewCohort(locals.ctx, {
      id: params.id,
      show: asked('show'),
      sort: asked('sort'),
      direction: asked('dir'),
      words: asked('q'),
      after: asked('after'),
    });
    const { id, name, views, archivedAt } = cohort;
    return {
      cohort: { id, name, views, isArchived: archivedAt !== null },
      view,
      isLaterPage: asked('after') !== null,
      course: {
        title: course.document.title,
        language: course.document.language,
        modules: course.document.modules.map(({ key, shortTitle, sector, segments }) => ({
          key,
          shortTitle,
          sector,
          segments: segments.map((segment) => ({ key: segment.key, title: segment.title })),
        })),
      },
    };
  }, url.pathname + url.search);

export const actions: Actions = {
  save: async ({ locals, params, request }) => {
    const input = await readForm(request, saveViewInput);
    return runForm(input, async () => {
      await saveView(locals.ctx, { cohort: params.id, ...input });
      redirect(303, `${routes.cohort(params.id)}?${input.query}`);
    });
  },
  forget: async ({ locals, params, request }) => {
    const input = await readForm(request, removeViewInput);
    return runForm(input, async () => {
      await removeView(locals.ctx, { cohort: params.id, ...input });
      redirect(303, routes.cohort(params.id));
    });
  },
};
