import * as v from 'valibot';
import { AppError } from '#lib/domain/errors.ts';
import { claimSession, SESSION_COOKIE } from '#lib/server/auth/sessions.ts';
import { runApi } from '#lib/server/http/responses.ts';
import { recognise } from '#lib/server/http/session-cookies.ts';
import { reportWatched, watchReportInput } from '#lib/server/services/learning/report-watched.ts';
import type { RequestHandler } from './$types';

/** A player's report (also sent as a beacon on leaving): answers with the ranges that are known now. Its session is read with it (hooks.server.ts). */
export const POST: RequestHandler = (event) =>
  runApi(async () => {
    const body = v.safeParse(watchReportInput, await event.request.json().catch(() => null));
    if (!body.success) throw new AppError('invalid-input');
    const session = claimSession(event.cookies.get(SESSION_COOKIE));
    const { sessionDue, ...known } = await reportWatched(event.locals.ctx, body.output, session);
    if (sessionDue) await recognise(event);
    return known;
  });
