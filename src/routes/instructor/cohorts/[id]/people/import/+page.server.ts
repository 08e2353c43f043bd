import { fail, redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { runAction, runLoad } from '#lib/server/http/responses.ts';
import { readPeopleFile } from '#lib/server/http/people-file.ts';
import { enrolFromFile } from '#lib/server/services/imports/enrol-from-file.ts';
import { readChoice } from '#lib/server/services/imports/import-choice.ts';
import { planEnrolment } from '#lib/server/services/imports/plan-enrolment.ts';
import { uploadPeople } from '#lib/server/services/imports/upload-people.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const choice = readChoice(url.searchParams);
    const done = /^\d{1,5}$/.exec(url.searchParams.get('done') ?? '')?.[0];
    return {
      ...(await planEnrolment(locals.ctx, { cohort: params.id, choice })),
      done: done === undefined ? null : Number(done),
    };
  }, url.pathname);

export const actions: Actions = {
  upload: ({ locals, params, request }) =>
    runAction(async () => {
      const read = () => readPeopleFile(request);
      const kept = await uploadPeople(locals.ctx, { cohort: params.id, read });
      if ('problem' in kept) return fail(400, { problem: kept.problem });
      redirect(303, routes.cohortImport(params.id, { file: kept.id }));
    }),
  enrol: ({ locals, params, request, url }) =>
    runAction(async () => {
      const form = await request.formData().catch(() => new FormData());
      const choice = readChoice(url.searchParams);
      const takeGood = form.get('good') === 'yes';
      const done = await enrolFromFile(locals.ctx, { cohort: params.id, choice, takeGood });
      if ('refused' in done) return fail(409, { refused: done.refused });
      redirect(303, routes.cohortImport(params.id, { done: String(done.enrolled) }));
    }),
};
