import * as v from 'valibot';
import { AppError } from '#lib/domain/errors.ts';
import { runApi } from '#lib/server/http/responses.ts';
import { reportWatched, watchReportInput } from '#lib/server/services/learning/report-watched.ts';
import type { RequestHandler } from './$types';

/** A player's report (also sent as a beacon on leaving): answers with the ranges that are known now. */
export const POST: RequestHandler = ({ request, locals }) =>
  runApi(async () => {
    const body = v.safeParse(watchReportInput, await request.json().catch(() => null));
    if (!body.success) throw new AppError('invalid-input');
    return reportWatched(locals.ctx, body.output);
  });
