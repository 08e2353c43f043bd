import type { FileKind } from '#lib/domain/courses/recording-file.ts';
import { pieceLength } from '#lib/domain/courses/recording-upload.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Ctx } from '../../context.ts';
import { staffSegment, type RecordingAddress } from './recording-place.ts';
import { startUpload } from './start-upload.ts';
import { takePiece } from './take-piece.ts';

interface SmallFile {
  kind: FileKind;
  file: { name: string; bytes: Uint8Array };
}

/** As `uploadSmallFile`, for a segment by its module and key. */
export async function uploadToSegment(
  ctx: Ctx,
  input: SmallFile & { course: string; module: string; segment: string },
): Promise<void> {
  const { recording } = await staffSegment(ctx, 'recording.change', input);
  await uploadSmallFile(ctx, { ...input, recording: recording.key });
}

/** Staff of the course upload a file that fits in a form, for a browser without scripts: the same pieces, the same judgement. */
export async function uploadSmallFile(ctx: Ctx, input: RecordingAddress & SmallFile): Promise<void> {
  const { file, ...place } = input;
  const sizeBytes = file.bytes.length;
  if (sizeBytes === 0) throw new AppError('media-refused', { fields: { file: 'empty' } });
  const upload = await startUpload(ctx, { ...place, fileName: file.name, sizeBytes });
  for (let { receivedBytes: offset } = upload, done = false; !done;) {
    const bytes = file.bytes.subarray(offset, offset + pieceLength(offset, sizeBytes));
    ({ receivedBytes: offset, done } = await takePiece(ctx, { id: upload.id, offset, bytes }));
  }
}
