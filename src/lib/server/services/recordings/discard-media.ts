import { pieceOffsets } from '#lib/domain/courses/recording-upload.ts';
import type { Ctx } from '../../context.ts';
import type { JobData } from '../../jobs/jobs.ts';
import { pieceKey } from './own-upload.ts';

/** A job: deletes bytes that no row names any more. May run again. */
export async function discardMedia(
  ctx: Pick<Ctx, 'storage'>,
  { keys, uploads }: JobData['discard-media'],
): Promise<void> {
  for (const key of keys) await ctx.storage.delete(key);
  for (const { id, sizeBytes } of uploads)
    for (const offset of pieceOffsets(sizeBytes)) await ctx.storage.delete(pieceKey(id, offset));
}
