import { AppError } from '#lib/domain/errors.ts';
import { requireActor, type Ctx } from '../../context.ts';
import { findPicture } from '../../queries/questions.ts';

/** Anybody who is logged in sees a picture of a question by its hash, which only a question tells. */
export async function openPicture(ctx: Ctx, hash: string): Promise<{ mediaType: string; bytes: Uint8Array }> {
  requireActor(ctx);
  const picture = /^[0-9a-f]{64}$/.test(hash) ? await findPicture(ctx.db, hash) : null;
  if (!picture) throw new AppError('not-found');
  return picture;
}
