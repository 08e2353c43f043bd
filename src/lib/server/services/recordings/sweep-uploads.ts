import { UPLOAD_KEPT_DAYS } from '#lib/domain/courses/recording-upload.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { deleteStillUploads } from '../../queries/recording-uploads.ts';
import { fileKey } from './own-upload.ts';

/** Once a day: forgets uploads that nobody went on with for a week, and has their bytes deleted. */
export async function sweepUploads(ctx: Ctx): Promise<void> {
  const since = new Date(ctx.now().getTime() - UPLOAD_KEPT_DAYS * 86_400_000);
  await inTransaction(ctx, async (tx) => {
    const uploads = await deleteStillUploads(tx.db, since);
    if (uploads.length === 0) return;
    await tx.jobs.enqueue(tx, 'discard-media', { keys: uploads.map(({ id }) => fileKey(id)), uploads });
  });
}
