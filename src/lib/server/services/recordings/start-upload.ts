import * as v from 'valibot';
import { LARGEST_FILE_BYTES } from '#lib/domain/courses/media-check.ts';
import { FILE_KINDS } from '#lib/domain/courses/recording-file.ts';
import { cleanFileName } from '#lib/domain/courses/recording-upload.ts';
import { AppError } from '#lib/domain/errors.ts';
import { newId, type Ctx } from '../../context.ts';
import { findSameUpload, insertUpload } from '../../queries/recording-uploads.ts';
import { rowPlace, staffPlace } from './recording-place.ts';

const name = v.pipe(v.string(), v.maxLength(200));

export const startUploadInput = v.object({
  course: name,
  recording: name,
  module: v.nullable(name),
  segment: v.nullable(name),
  kind: v.picklist(FILE_KINDS),
  fileName: v.pipe(v.string(), v.maxLength(1000)),
  sizeBytes: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});

/**
 * Staff of the course begin to upload a file, or go on with one that they began: the same person, place, kind, name and size. For a segment the
 * window that it has now is kept with the upload; after another window is set, the same file is a new upload.
 */
export async function startUpload(
  ctx: Ctx,
  input: v.InferOutput<typeof startUploadInput>,
): Promise<{ id: string; receivedBytes: number }> {
  const place = await staffPlace(ctx, 'recording.change', input);
  const fileName = cleanFileName(input.fileName);
  if (fileName === '') throw new AppError('invalid-input');
  if (input.sizeBytes > LARGEST_FILE_BYTES)
    throw new AppError('media-refused', { fields: { file: 'too-large' } });
  const upload = {
    ...rowPlace(place),
    cutStartSeconds: place.of?.segment.startSeconds ?? null,
    cutEndSeconds: place.of?.segment.endSeconds ?? null,
    kind: input.kind,
    fileName,
    sizeBytes: input.sizeBytes,
    startedBy: ctx.actor?.userId ?? '',
  };
  const same = await findSameUpload(ctx.db, upload);
  if (same) return { id: same.id, receivedBytes: same.receivedBytes };
  const [id, now] = [newId(ctx), ctx.now()];
  await insertUpload(ctx.db, { ...upload, id, startedAt: now, movedAt: now });
  return { id, receivedBytes: 0 };
}
