import { redirect } from '@sveltejs/kit';
import { routes, safeNext } from '#lib/client/routes.ts';
import { readForm, runForm } from '#lib/server/http/forms.ts';
import { beginSession } from '#lib/server/http/session-cookies.ts';
import { logIn, logInInput } from '#lib/server/services/accounts/log-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  const next = url.searchParams.get('next');
  if (locals.signedIn) redirect(303, safeNext(next, routes.dashboard()));
  return { next: next && safeNext(next, '') };
};

export const actions: Actions = {
  default: async (event) => {
    const { locals, request, url } = event;
    const input = await readForm(request, logInInput);
    return runForm({ email: input.email }, async () => {
      const person = await logIn(locals.ctx, { ...input, address: event.getClientAddress() });
      await beginSession(event, person);
      redirect(303, safeNext(url.searchParams.get('next'), routes.dashboard()));
    });
  },
};
