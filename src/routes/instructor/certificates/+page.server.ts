import { redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { MOST_SIGNATORIES } from '#lib/domain/certificates/design.ts';
import { AppError } from '#lib/domain/errors.ts';
import { readDesignForm, typedDesign } from '#lib/server/http/design-form.ts';
import { runForm } from '#lib/server/http/forms.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { saveDesign } from '#lib/server/services/certificates/save-design.ts';
import { staffDesign } from '#lib/server/services/certificates/staff-design.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  runLoad(async () => {
    const { course, design } = await staffDesign(locals.ctx, url.searchParams.get('course') ?? '');
    const { slug, title, language } = course.document;
    return { course: { slug, title, language }, design, isSaved: url.searchParams.has('done') };
  }, url.pathname + url.search);

export const actions: Actions = {
  save: async ({ locals, request, url }) => {
    const course = url.searchParams.get('course') ?? '';
    const form = await readDesignForm(request, MOST_SIGNATORIES);
    return runForm(form ? typedDesign(form) : {}, async () => {
      if (!form) throw new AppError('too-large');
      await saveDesign(locals.ctx, { course, form });
      redirect(303, routes.certificateDesign(course, { done: 'saved' }));
    });
  },
};
