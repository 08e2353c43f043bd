import type { RecordingFile } from '#lib/domain/courses/recording-file.ts';
import { isOffered } from '#lib/domain/courses/file-offer.ts';
import { requireActor, type Ctx } from '../../context.ts';
import { findMaterial, type OpenUpload, type StoredCaptions } from '../../queries/recording-files.ts';
import {
  rowPlace,
  staffPlace,
  staffSegment,
  type RecordingPlace,
  type SegmentPlace,
} from './recording-place.ts';

export interface FileOfPlace extends Pick<
  RecordingFile,
  | 'id'
  | 'kind'
  | 'fileName'
  | 'mediaType'
  | 'sizeBytes'
  | 'durationSeconds'
  | 'cutStartSeconds'
  | 'cutEndSeconds'
> {
  uploadedAt: Date;
  /** Of the whole recording, seen from one of its segments. */
  isWhole: boolean;
  /** False: it was cut for another window than the segment has now. */
  isOffered: boolean;
}

export interface Material {
  files: FileOfPlace[];
  /** Uploads of the actor that are not complete. */
  uploads: OpenUpload[];
  captions: StoredCaptions[];
}

/** Staff of the course see what there is of a whole recording. */
export async function viewRecordingMaterial(
  ctx: Ctx,
  input: { course: string; recording: string },
): Promise<{ place: RecordingPlace; material: Material }> {
  const place = await staffPlace(ctx, 'recording.read', { ...input, module: null, segment: null });
  return { place, material: await materialOf(ctx, place) };
}

/** Staff of the course see what there is of a segment: its own files and those of its whole recording, which of them learners are offered, and its captions. */
export async function viewSegmentMaterial(
  ctx: Ctx,
  input: { course: string; module: string; segment: string },
): Promise<{ place: SegmentPlace; material: Material }> {
  const place = await staffSegment(ctx, 'recording.read', input);
  return { place, material: await materialOf(ctx, place) };
}

async function materialOf(ctx: Ctx, place: RecordingPlace): Promise<Material> {
  const { userId } = requireActor(ctx);
  const { files, uploads, captions } = await findMaterial(ctx.db, { ...rowPlace(place), userId });
  return {
    uploads,
    captions,
    files: files.map(({ moduleKey: _module, ...file }) => ({
      ...file,
      isWhole: place.of !== null && file.segmentKey === null,
      isOffered: place.of === null || isOffered(file, place.of.segment),
    })),
  };
}
