import type { FileKind } from '#lib/domain/courses/recording-file.ts';
import { pieceLength } from '#lib/domain/courses/recording-upload.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Ctx } from '../../context.ts';
import type { RecordingAddress } from './recording-place.ts';
import { startUpload } from './start-upload.ts';
import { takePiece } from './take-piece.ts';

/** Staff of the course upload a file that fits in a form, for a browser without scripts: the same pieces, the same judgement. */
export async function uploadSmallFile(
  ctx: Ctx,
  input: RecordingAddress & { kind: FileKind; file: { name: string; bytes: Uint8Array } },
): Promise<void> {
  const { file, ...place } = input;
  const sizeBytes = file.bytes.length;
  if (sizeBytes === 0) throw new AppError('media-refused', { fields: { file: 'empty' } });
  const upload = await startUpload(ctx, { ...place, fileName: file.name, sizeBytes });
  for (let { receivedBytes: offset } = upload, done = false; !done;) {
    const bytes = file.bytes.subarray(offset, offset + pieceLength(offset, sizeBytes));
    ({ receivedBytes: offset, done } = await takePiece(ctx, { id: upload.id, offset, bytes }));
  }
}
