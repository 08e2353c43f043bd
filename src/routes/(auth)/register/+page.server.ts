import { redirect } from '@sveltejs/kit';
import { routes, safeNext } from '#lib/client/routes.ts';
import { readForm, runForm } from '#lib/server/http/forms.ts';
import { beginSession } from '#lib/server/http/session-cookies.ts';
import { registerAccount, registerAccountInput } from '#lib/server/services/accounts/register-account.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  const next = url.searchParams.get('next');
  const setup = url.searchParams.has('setup');
  if (locals.signedIn && !setup) redirect(303, safeNext(next, routes.dashboard()));
  return { setup, next: next && safeNext(next, '') };
};

export const actions: Actions = {
  /** The address keeps `next`, `course` and `setup` while the form is corrected. */
  default: async (event) => {
    const { locals, request, url } = event;
    const input = await readForm(request, registerAccountInput);
    const { password: _never, ...typed } = input;
    return runForm(typed, async () => {
      const { userId } = await registerAccount(locals.ctx, {
        ...input,
        course: url.searchParams.get('course'),
        setup: url.searchParams.get('setup'),
        address: event.getClientAddress(),
      });
      await beginSession(event, { userId, locale: locals.ctx.locale });
      redirect(303, safeNext(url.searchParams.get('next'), routes.dashboard()));
    });
  },
};
