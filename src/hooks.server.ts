import { randomUUID } from 'node:crypto';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { directionOf } from '#lib/i18n/formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { paraglideMiddleware } from '#lib/i18n/paraglide/server.js';
import { AppError } from '#lib/domain/errors.ts';
import { readSession, SESSION_COOKIE, sessionCookie } from '#lib/server/auth/sessions.ts';
import { compress } from '#lib/server/http/compress.ts';
import { addSecurityHeaders } from '#lib/server/http/headers.ts';
import { asPlainForm } from '#lib/server/http/plain-form.ts';
import { wordsFor } from '#lib/server/http/responses.ts';
import { isSameOrigin } from '#lib/server/http/same-origin.ts';
import { openPlatform, type Platform } from '#lib/server/platform.ts';
import { startWork } from '#lib/server/work.ts';

let platform: Platform;

export const init: ServerInit = async () => {
  platform = await openPlatform();
  await startWork(platform);
  // The start waits for this before it stops the database (cli/start.ts); adapter-node's own server does not.
  process.once('sveltekit:shutdown', (closing?: { waitFor?: (work: Promise<void>) => void }) => {
    const work = platform.close();
    closing?.waitFor?.(work);
  });
};

/** The two fonts that the first view of a page needs. */
const FIRST_FONTS = { en: /(sans|serif)-latin/, fa: /arabic/ };

const inLanguage: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, ({ locale }) => {
    event.locals.ctx = platform.contextFor({ actor: null, locale });
    return resolve(event, {
      transformPageChunk: ({ html }) => html.replace('%lang%', locale).replace('%dir%', directionOf(locale)),
      preload: ({ type, path }) =>
        type === 'js' || type === 'css' || (type === 'font' && FIRST_FONTS[locale].test(path)),
    });
  });

const fromOurPages: Handle = ({ event, resolve }) => {
  event.request = asPlainForm(event.request);
  if (isSameOrigin(event.request, platform.config.origin)) return resolve(event);
  return new Response(wordsFor(new AppError('cross-site')), { status: 403 });
};

const asPerson: Handle = async ({ event, resolve }) => {
  const value = event.cookies.get(SESSION_COOKIE);
  const { ctx } = event.locals;
  const session = value ? await readSession(ctx.db, value) : null;
  event.locals.signedIn = session?.signedIn ?? null;
  if (session) {
    ctx.actor = { userId: session.signedIn.userId, role: session.signedIn.role };
    if (session.renewedUntil) {
      const cookie = sessionCookie(value ?? '', { origin: ctx.origin, expiresAt: session.renewedUntil });
      event.cookies.set(cookie.name, cookie.value, cookie.attributes);
    }
  } else if (value) event.cookies.delete(SESSION_COOKIE, { path: '/' });
  return resolve(event);
};

const hardened: Handle = async ({ event, resolve }) => {
  const response = await resolve(event);
  addSecurityHeaders(response, {
    secure: platform.config.origin.startsWith('https:'),
    signedIn: Boolean(event.locals.signedIn),
  });
  return compress(event.request, response);
};

export const handle = sequence(inLanguage, hardened, fromOurPages, asPerson);

/** A bug: logged with an id that the person can quote. Refusals and missing pages are not bugs. */
export const handleError: HandleServerError = ({ error, event, status, message }) => {
  if (status === 404) return { message: m.error_not_found(), code: 'not-found' };
  // An address that cannot be read, such as `/%`: nothing of ours went wrong.
  if (status === 400) return { message: m.error_not_found(), code: 'invalid-input' };
  if (error instanceof AppError) return { message: wordsFor(error), code: error.code };
  const id = randomUUID();
  event.locals.ctx.log.error(
    { err: error, id, path: event.url.pathname, status, message },
    'unexpected error',
  );
  return { message: m.error_unexpected({ id }), id };
};
