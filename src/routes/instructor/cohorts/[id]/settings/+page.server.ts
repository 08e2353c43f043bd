import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { routes } from '#lib/client/routes.ts';
import { formText } from '#lib/server/http/form-text.ts';
import { runForm } from '#lib/server/http/forms.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { archiveCohort, restoreCohort } from '#lib/server/services/cohorts/archive-cohort.ts';
import { changeSettings, viewSettings } from '#lib/server/services/cohorts/change-settings.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(
    async () => ({
      ...(await viewSettings(locals.ctx, params.id)),
      done: url.searchParams.get('done'),
    }),
    url.pathname,
  );

const back = (id: string, done: string): never => redirect(303, routes.cohortSettings(id, { done }));

export const actions: Actions = {
  save: async ({ locals, params: { id: cohortId }, request }) => {
    const typed = await readTyped(request);
    const field = (name: string) => typed[name] ?? '';
    const deadlines = new Map(
      Object.entries(typed).flatMap(([name, value]) =>
        name.startsWith('due.') ? [[name.slice('due.'.length), value] as const] : [],
      ),
    );
    return runForm({ ...typed, form: 'save' }, async () => {
      const [name, startsOn, endsOn] = [field('name'), field('startsOn'), field('endsOn')];
      const inactiveDays = field('inactiveDays');
      await changeSettings(locals.ctx, { cohortId, name, startsOn, endsOn, inactiveDays, deadlines });
      back(cohortId, 'saved');
    });
  },
  archive: ({ locals, params: { id: cohortId } }) =>
    runForm({ form: 'archive' }, async () => {
      await archiveCohort(locals.ctx, { cohortId });
      back(cohortId, 'archived');
    }),
  restore: ({ locals, params: { id: cohortId } }) =>
    runForm({ form: 'archive' }, async () => {
      await restoreCohort(locals.ctx, { cohortId });
      back(cohortId, 'restored');
    }),
};

/** Every field of the form as text: deadlines are called `due.MODULE`. */
async function readTyped(request: Request): Promise<Record<string, string>> {
  const form = await request.formData().catch(() => new FormData());
  return v.parse(v.record(v.string(), formText), Object.fromEntries(form));
}
