import { pieceLength } from '#lib/domain/courses/recording-upload.ts';
import { AppError } from '#lib/domain/errors.ts';
import { beginsLikeMedia } from '../../media/read-media.ts';
import type { Ctx } from '../../context.ts';
import { addReceived } from '../../queries/recording-uploads.ts';
import { dropUpload } from './drop-upload.ts';
import { finishUpload } from './finish-upload.ts';
import { ownUpload, pieceKey } from './own-upload.ts';

export interface UploadState {
  receivedBytes: number;
  sizeBytes: number;
  /** It has become a file. */
  done: boolean;
}

/** How far an upload of one's own is. */
export async function viewUpload(ctx: Ctx, id: string): Promise<UploadState> {
  const { upload, sizeBytes } = await ownUpload(ctx, id);
  return { receivedBytes: upload?.receivedBytes ?? sizeBytes, sizeBytes, done: upload === null };
}

/**
 * Who began an upload adds the next piece. One that does not begin where the last one ended changes nothing (`taken` is false), so that a replay or a lost
 * answer does no harm. The last one makes the upload a file, or `media-refused`; an empty one at the end tries that again after a crash.
 */
export async function takePiece(
  ctx: Ctx,
  piece: { id: string; offset: number; bytes: Uint8Array },
): Promise<UploadState & { taken: boolean }> {
  const { upload, sizeBytes } = await ownUpload(ctx, piece.id);
  if (!upload) return { taken: true, receivedBytes: sizeBytes, sizeBytes, done: true };
  const { id, receivedBytes } = upload;
  if (piece.offset !== receivedBytes) return { taken: false, receivedBytes, sizeBytes, done: false };
  const length = piece.bytes.length;
  if (length !== pieceLength(receivedBytes, sizeBytes)) throw new AppError('invalid-input');
  if (receivedBytes === 0 && !beginsLikeMedia(piece.bytes)) {
    await dropUpload(ctx, upload);
    throw new AppError('media-refused', { fields: { file: 'container' } });
  }
  const received = length > 0 ? await keep(ctx, id, piece) : receivedBytes;
  if (received < sizeBytes) return { taken: true, receivedBytes: received, sizeBytes, done: false };
  await finishUpload(ctx, upload);
  return { taken: true, receivedBytes: sizeBytes, sizeBytes, done: true };
}

/** Bytes first: what is counted is there. */
async function keep(ctx: Ctx, id: string, piece: { offset: number; bytes: Uint8Array }): Promise<number> {
  const key = pieceKey(id, piece.offset);
  await ctx.storage.put(key, [piece.bytes]);
  const { offset, bytes } = piece;
  const received = await addReceived(ctx.db, { id, offset, length: bytes.length, at: ctx.now() });
  if (received !== null) return received;
  // Given up, or made a file by another window, meanwhile.
  await ctx.storage.delete(key);
  return (await viewUpload(ctx, id)).receivedBytes;
}
