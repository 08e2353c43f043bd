import * as v from 'valibot';
import { AppError } from '#lib/domain/errors.ts';
import { endOwnSession } from '../../auth/sessions.ts';
import { authorize, type Ctx } from '../../context.ts';
import { formText } from '../../http/form-text.ts';

export const endSessionInput = v.object({ session: formText });

/** A person ends one of their own sessions, named by its hash. Somebody else's and an unknown one: `not-found`. */
export async function endSession(ctx: Ctx, input: v.InferOutput<typeof endSessionInput>): Promise<void> {
  const { userId } = authorize(ctx, 'account.change');
  const ended = /^[0-9a-f]{64}$/.test(input.session) && (await endOwnSession(ctx.db, userId, input.session));
  if (!ended) throw new AppError('not-found');
}
