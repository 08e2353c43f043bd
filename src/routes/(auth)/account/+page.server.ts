import { redirect, type RequestEvent } from '@sveltejs/kit';
import { routes } from '#lib/client/routes.ts';
import { SESSION_COOKIE, sessionHashOf } from '#lib/server/auth/sessions.ts';
import { requireActor } from '#lib/server/context.ts';
import { readForm, runForm } from '#lib/server/http/forms.ts';
import { runLoad } from '#lib/server/http/responses.ts';
import {
  changeCountry,
  changeCountryInput,
  viewCountry,
} from '#lib/server/services/accounts/change-country.ts';
import { changeNames, changeNamesInput } from '#lib/server/services/accounts/change-names.ts';
import { changePassword, changePasswordInput } from '#lib/server/services/accounts/change-password.ts';
import { endSession, endSessionInput } from '#lib/server/services/accounts/end-session.ts';
import { listSessions } from '#lib/server/services/accounts/list-sessions.ts';
import { sendVerification } from '#lib/server/services/accounts/send-verification.ts';
import type { Actions, PageServerLoad } from './$types';

const sessionHash = ({ cookies }: Pick<RequestEvent, 'cookies'>) =>
  sessionHashOf(cookies.get(SESSION_COOKIE));

export const load: PageServerLoad = (event) =>
  runLoad(async () => {
    requireActor(event.locals.ctx);
    const sessions = await listSessions(event.locals.ctx, { sessionHash: sessionHash(event) });
    return {
      sessions,
      person: event.locals.signedIn,
      ...(await viewCountry(event.locals.ctx)),
      done: event.url.searchParams.get('done'),
    };
  }, event.url.pathname);

/** Comes back to the page with a word about what was done, so that loading it again repeats nothing. */
const done = (what: 'names' | 'country' | 'password' | 'session' | 'mail'): never =>
  redirect(303, routes.account(what));

export const actions: Actions = {
  names: async ({ locals, request }) => {
    const input = await readForm(request, changeNamesInput);
    return runForm({ form: 'names', ...input }, async () => {
      await changeNames(locals.ctx, input);
      done('names');
    });
  },
  country: async ({ locals, request }) => {
    const input = await readForm(request, changeCountryInput);
    return runForm({ form: 'country', ...input }, async () => {
      await changeCountry(locals.ctx, input);
      done('country');
    });
  },
  password: async (event) => {
    const input = await readForm(event.request, changePasswordInput);
    return runForm({ form: 'password' }, async () => {
      await changePassword(event.locals.ctx, { ...input, sessionHash: sessionHash(event) ?? '' });
      done('password');
    });
  },
  endSession: async ({ locals, request }) => {
    const input = await readForm(request, endSessionInput);
    return runForm({ form: 'session' }, async () => {
      await endSession(locals.ctx, input);
      done('session');
    });
  },
  sendVerification: ({ locals }) =>
    runForm({ form: 'mail' }, async () => {
      await sendVerification(locals.ctx);
      done('mail');
    }),
};
