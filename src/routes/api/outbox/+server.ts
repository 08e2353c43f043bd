import * as v from 'valibot';
import { AppError } from '#lib/domain/errors.ts';
import { runApi } from '#lib/server/http/responses.ts';
import { outboxEventInput, takeOutboxEvent } from '#lib/server/services/learning/take-outbox-event.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = ({ locals, request }) =>
  runApi(async () => {
    const body: unknown = await request.json().catch(() => null);
    const event = v.safeParse(outboxEventInput, body);
    if (!event.success) throw new AppError('invalid-input');
    return takeOutboxEvent(locals.ctx, event.output);
  });
