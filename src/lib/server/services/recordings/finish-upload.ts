import { judgeMedia } from '#lib/domain/courses/media-check.ts';
import type { MediaType } from '#lib/domain/courses/recording-file.ts';
import { PIECE_BYTES, pieceOffsets } from '#lib/domain/courses/recording-upload.ts';
import { AppError } from '#lib/domain/errors.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { readMedia } from '../../media/read-media.ts';
import { announceCourse } from '../../queries/courses.ts';
import { deleteFileAt, findFile, insertFile, lockFilesOf } from '../../queries/recording-files.ts';
import { deleteUpload, findUpload, type UploadRow } from '../../queries/recording-uploads.ts';
import { bytesOf, MissingObject, type ObjectStorage } from '../../storage/storage.ts';
import { recordAct } from '../audit/record-act.ts';
import { dropUpload } from './drop-upload.ts';
import { fileKey, pieceKey } from './own-upload.ts';

/** A client that lost the answer asks again while the first try is still at work. What is true stands in the database; this only spares work. */
const atWork = new Map<string, Promise<void>>();

/**
 * Makes a complete upload a file, for the person who began it: judged from its bytes, put together to one object, entered in the place of an older file
 * of the same place and kind, written into the audit log, announced. The pieces and the older bytes are deleted by a job. May run again
 * after a crash, and on two instances at once: one of them enters it. Refused as `media-refused` with nothing left behind.
 */
export function finishUpload(ctx: Ctx, upload: UploadRow): Promise<void> {
  const begun = atWork.get(upload.id);
  if (begun) return begun;
  const work = finish(ctx, upload).finally(() => atWork.delete(upload.id));
  atWork.set(upload.id, work);
  return work;
}

async function finish(ctx: Ctx, upload: UploadRow): Promise<void> {
  try {
    const media = await judge(ctx.storage, upload);
    if ('problem' in media) {
      await dropUpload(ctx, upload);
      throw new AppError('media-refused', { fields: { file: media.problem } });
    }
    await ctx.storage.put(fileKey(upload.id), pieces(ctx.storage, upload));
    await inTransaction(ctx, (tx) => enter(tx, upload, media));
  } catch (error) {
    if (!(error instanceof MissingObject)) throw error;
    // Its pieces are gone: with the upload itself, or lost.
    if (await findUpload(ctx.db, upload.id)) await dropUpload(ctx, upload);
  }
  if (await findFile(ctx.db, upload.id)) return;
  // Given up meanwhile.
  await ctx.storage.delete(fileKey(upload.id));
  throw new AppError('not-found');
}

async function judge(storage: ObjectStorage, upload: UploadRow) {
  const found = await readMedia({
    size: upload.sizeBytes,
    read: (from, to) => readAcross(storage, upload.id, from, to),
  });
  if ('problem' in found) return found;
  const verdict = judgeMedia(upload.kind, found.facts);
  return 'problem' in verdict ? verdict : { ...verdict, seconds: found.facts.durationSeconds };
}

async function enter(tx: Ctx, upload: UploadRow, media: { mediaType: MediaType; seconds: number }) {
  const { receivedBytes: _all, startedBy, startedAt: _then, movedAt: _last, ...file } = upload;
  await lockFilesOf(tx.db, upload.courseId);
  if (!(await deleteUpload(tx.db, upload.id))) return;
  const older = await deleteFileAt(tx.db, upload);
  await insertFile(tx.db, {
    ...file,
    mediaType: media.mediaType,
    durationSeconds: Math.floor(media.seconds),
    storageKey: fileKey(upload.id),
    uploadedBy: startedBy,
    uploadedAt: tx.now(),
  });
  await recordAct(tx, 'recording.upload', { subjectId: upload.id, details: await fileDetails(tx, upload) });
  await announceCourse(tx.db, upload.courseId);
  await tx.jobs.enqueue(tx, 'discard-media', {
    keys: older === null ? [] : [older],
    uploads: [{ id: upload.id, sizeBytes: upload.sizeBytes }],
  });
}

/** What the audit log says of a file. */
export async function fileDetails(
  ctx: Ctx,
  file: Pick<UploadRow, 'courseId' | 'recordingKey' | 'moduleKey' | 'segmentKey' | 'kind' | 'fileName'>,
) {
  const course = await ctx.courses.findById(file.courseId);
  return {
    course: course?.document.slug ?? null,
    recording: file.recordingKey,
    module: file.moduleKey,
    segment: file.segmentKey,
    kind: file.kind,
    file: file.fileName,
  };
}

async function* pieces(storage: ObjectStorage, { id, sizeBytes }: UploadRow): AsyncGenerator<Uint8Array> {
  for (const offset of pieceOffsets(sizeBytes)) yield await bytesOf(await storage.read(pieceKey(id, offset)));
}

/** Bytes of a window that may lie in several pieces. */
async function readAcross(storage: ObjectStorage, id: string, from: number, to: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(to - from);
  for (let at = from; at < to;) {
    const offset = at - (at % PIECE_BYTES);
    const window = { from: at - offset, to: Math.min(to - offset, PIECE_BYTES) };
    const part = await bytesOf(await storage.read(pieceKey(id, offset), window));
    if (part.length === 0) throw new MissingObject(pieceKey(id, offset));
    bytes.set(part, at - from);
    at += part.length;
  }
  return bytes;
}
