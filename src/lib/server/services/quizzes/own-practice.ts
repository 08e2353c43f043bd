import { AppError } from '#lib/domain/errors.ts';
import type { Action } from '#lib/domain/permissions.ts';
import { authorize, type Ctx } from '../../context.ts';
import { findPractice, lockPractice, type PracticeRow } from '../../queries/practices.ts';
import { isId } from './own-attempt.ts';

/** The actor's own practice; anything else is `not-found`. One statement. */
export const ownPractice = (ctx: Ctx, id: string) => own(ctx, id, 'attempt.review', findPractice);

/** The same, held until the transaction ends. */
export const lockOwnPractice = (tx: Ctx, id: string) => own(tx, id, 'attempt.take', lockPractice);

async function own<T extends PracticeRow>(
  ctx: Ctx,
  id: string,
  action: Action,
  find: (db: Ctx['db'], id: string) => Promise<T | null>,
): Promise<T> {
  authorize(ctx, action);
  const practice = isId(id) ? await find(ctx.db, id) : null;
  if (!practice) throw new AppError('not-found');
  authorize(ctx, action, { ownerId: practice.userId });
  return practice;
}
