import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { routes, safeNext } from '#lib/client/routes.ts';
import { formText } from '#lib/server/http/form-text.ts';
import { readForm } from '#lib/server/http/forms.ts';
import { runAction } from '#lib/server/http/responses.ts';
import { rememberLocale } from '#lib/server/http/session-cookies.ts';
import { changeLanguage } from '#lib/server/services/accounts/change-language.ts';
import type { RequestHandler } from './$types';

const input = v.object({ locale: formText, next: formText });

/** Chooses the language of the pages, and for somebody who is logged in that of their mails, and goes back to where it was asked. */
export const POST: RequestHandler = async (event) => {
  const { locale, next } = await readForm(event.request, input);
  rememberLocale(event, locale);
  if (event.locals.signedIn) await runAction(() => changeLanguage(event.locals.ctx, { locale }));
  redirect(303, safeNext(next, routes.home()));
};
