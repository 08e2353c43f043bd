import type { RequestEvent } from '@sveltejs/kit';
import { cookieName, toLocale } from '#lib/i18n/paraglide/runtime.js';
import { endSession, openSession, readSession, SESSION_COOKIE, sessionCookie } from '../auth/sessions.ts';

const YEAR_SECONDS = 365 * 86_400;

type Event = Pick<RequestEvent, 'cookies' | 'locals' | 'request'>;

/** Finds out who asks and says so in `locals`. The cookie is sent again when its session was prolonged, and taken back when it is over. */
export async function recognise({ cookies, locals }: Event): Promise<void> {
  const value = cookies.get(SESSION_COOKIE);
  const { ctx } = locals;
  const session = value ? await readSession(ctx.db, value) : null;
  locals.signedIn = session?.signedIn ?? null;
  if (session) {
    ctx.actor = { userId: session.signedIn.userId, role: session.signedIn.role };
    if (session.renewedUntil) {
      const cookie = sessionCookie(value ?? '', { origin: ctx.origin, expiresAt: session.renewedUntil });
      cookies.set(cookie.name, cookie.value, cookie.attributes);
    }
  } else if (value) cookies.delete(SESSION_COOKIE, { path: '/' });
}

/** Logs a browser in: a new session (an old one of this browser ends, so that nobody can plant one) and the person's language. */
export async function beginSession(event: Event, person: { userId: string; locale: string }): Promise<void> {
  const { ctx } = event.locals;
  const old = event.cookies.get(SESSION_COOKIE);
  if (old) await endSession(ctx.db, old);
  const { value, expiresAt } = await openSession(ctx.db, {
    userId: person.userId,
    userAgent: event.request.headers.get('user-agent') ?? '',
    now: ctx.now(),
  });
  const cookie = sessionCookie(value, { origin: ctx.origin, expiresAt });
  event.cookies.set(cookie.name, cookie.value, cookie.attributes);
  rememberLocale(event, person.locale);
}

/** Logs a browser out. The language stays. */
export async function finishSession(event: Event): Promise<void> {
  const value = event.cookies.get(SESSION_COOKIE);
  if (value) await endSession(event.locals.ctx.db, value);
  event.cookies.delete(SESSION_COOKIE, { path: '/' });
}

/** Keeps the language of the pages for a year. Scripts read this cookie too. An unknown language changes nothing. */
export function rememberLocale({ cookies, locals }: Event, locale: string): void {
  const known = toLocale(locale);
  if (!known) return;
  cookies.set(cookieName, known, {
    path: '/',
    httpOnly: false,
    sameSite: 'lax',
    secure: locals.ctx.origin.startsWith('https:'),
    maxAge: YEAR_SECONDS,
  });
}
