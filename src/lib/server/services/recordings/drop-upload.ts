import { inTransaction, type Ctx } from '../../context.ts';
import { deleteUpload, type UploadRow } from '../../queries/recording-uploads.ts';
import { fileKey, ownUpload } from './own-upload.ts';

/** Forgets an upload that does not become a file, and has its bytes deleted. */
export async function dropUpload(ctx: Ctx, { id, sizeBytes }: Pick<UploadRow, 'id' | 'sizeBytes'>) {
  await inTransaction(ctx, async (tx) => {
    if (!(await deleteUpload(tx.db, id))) return;
    await tx.jobs.enqueue(tx, 'discard-media', { keys: [fileKey(id)], uploads: [{ id, sizeBytes }] });
  });
}

/** Who began an upload gives it up. One that is a file already stays a file. */
export async function giveUpUpload(ctx: Ctx, id: string): Promise<void> {
  const { upload } = await ownUpload(ctx, id);
  if (upload) await dropUpload(ctx, upload);
}
