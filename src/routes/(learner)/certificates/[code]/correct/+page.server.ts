import { redirect } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { readForm, runForm } from '#lib/server/http/forms.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import { askCorrection, correctionInput } from '#lib/server/services/certificates/ask-correction.ts';
import { viewCorrections } from '#lib/server/services/certificates/view-corrections.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(
    async () => ({ ...(await viewCorrections(locals.ctx, params)), isAsked: url.searchParams.has('done') }),
    url.pathname,
  );

export const actions: Actions = {
  default: async ({ locals, request, params: { code } }) => {
    const input = { ...(await readForm(request, correctionInput)), code };
    return runForm(input, async () => {
      await askCorrection(locals.ctx, input);
      redirect(303, routes.correctCertificate(code, { done: 'asked' }));
    });
  },
};
