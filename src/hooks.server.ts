import { randomUUID } from 'node:crypto';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { directionOf } from '#lib/i18n/formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { AppError } from '#lib/domain/errors.ts';
import { withBodyLimit } from '#lib/server/http/body-limit.ts';
import { compress } from '#lib/server/http/compress.ts';
import { addSecurityHeaders } from '#lib/server/http/headers.ts';
import { inLanguageOf } from '#lib/server/http/in-language.ts';
import { asPlainForm } from '#lib/server/http/plain-form.ts';
import { wordsFor } from '#lib/server/http/responses.ts';
import { isSameOrigin } from '#lib/server/http/same-origin.ts';
import { recognise } from '#lib/server/http/session-cookies.ts';
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
  inLanguageOf(event.request, (locale) => {
    event.locals.ctx = platform.contextFor({ actor: null, locale });
    return resolve(event, {
      transformPageChunk: ({ html }) => html.replace('%lang%', locale).replace('%dir%', directionOf(locale)),
      preload: ({ type, path }) =>
        type === 'js' || type === 'css' || (type === 'font' && FIRST_FONTS[locale].test(path)),
    });
  });

/** Pages that take whole files; what they take is bounded by `BODY_SIZE_LIMIT` (cli/built-server.ts). */
const TAKE_FILES = new Set<string | null>(['/(public)/verify', '/instructor/cohorts/[id]/people/import']);

const bounded: Handle = ({ event, resolve }) => {
  if (!TAKE_FILES.has(event.route.id)) event.request = withBodyLimit(event.request);
  return resolve(event);
};

const fromOurPages: Handle = ({ event, resolve }) => {
  event.request = asPlainForm(event.request);
  if (isSameOrigin(event.request, platform.config.origin)) return resolve(event);
  return new Response(wordsFor(new AppError('cross-site')), { status: 403 });
};

/** Routes whose one statement looks the session up itself (decision 15). */
const READ_THEIR_OWN_SESSION = new Set<string | null>(['/api/watch']);

const asPerson: Handle = async ({ event, resolve }) => {
  if (READ_THEIR_OWN_SESSION.has(event.route.id)) event.locals.signedIn = null;
  else await recognise(event);
  return resolve(event);
};

const hardened: Handle = async ({ event, resolve }) => {
  const response = await resolve(event);
  addSecurityHeaders(response, {
    secure: platform.config.origin.startsWith('https:'),
    account: event.locals.signedIn?.userId ?? null,
  });
  return compress(event.request, response);
};

export const handle = sequence(inLanguage, hardened, bounded, fromOurPages, asPerson);

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
