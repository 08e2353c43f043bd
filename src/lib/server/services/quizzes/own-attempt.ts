import { AppError } from '#lib/domain/errors.ts';
import type { Action } from '#lib/domain/permissions.ts';
import { authorize, type Ctx } from '../../context.ts';
import { findAttempt, lockAttempt, type AttemptRow } from '../../queries/attempts.ts';

export const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** The actor's own attempt; anything else is `not-found`. One statement. */
export const ownAttempt = (ctx: Ctx, id: string, action: Action): Promise<AttemptRow> =>
  own(ctx, id, action, findAttempt);

/** The same, held until the transaction ends. */
export const lockOwnAttempt = (tx: Ctx, id: string, action: Action): Promise<AttemptRow> =>
  own(tx, id, action, lockAttempt);

async function own(ctx: Ctx, id: string, action: Action, find: typeof findAttempt): Promise<AttemptRow> {
  authorize(ctx, action);
  const attempt = isId(id) ? await find(ctx.db, id) : null;
  if (!attempt) throw new AppError('not-found');
  authorize(ctx, action, { ownerId: attempt.userId });
  return attempt;
}
