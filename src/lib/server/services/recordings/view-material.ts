import type { RecordingFile } from '#lib/domain/courses/recording-file.ts';
import { isOffered } from '#lib/domain/courses/file-offer.ts';
import { parseCaptions } from '#lib/domain/courses/webvtt.ts';
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

/** What a page on a segment shows: what there is of it, and the captions in `language` to be edited. */
export async function viewSegmentPage(
  ctx: Ctx,
  input: { course: string; module: string; segment: string; language: string },
) {
  const { place, material } = await viewSegmentMaterial(ctx, input);
  const { module, segment } = place.of;
  const { captions, ...rest } = material;
  const editing = captions.find(({ language }) => language === input.language);
  return {
    ...headOf(place),
    ...rest,
    module: { slug: module.slug, title: module.title, sector: module.sector },
    segment: {
      key: segment.key,
      title: segment.title,
      startSeconds: segment.startSeconds,
      endSeconds: segment.endSeconds,
    },
    captions: captions.map(({ language, vtt, editedAt }) => ({
      language,
      editedAt,
      cues: parseCaptions(vtt).cues.length,
    })),
    editing: editing ? { language: editing.language, vtt: editing.vtt } : null,
  };
}

/** What a page on a whole recording shows. */
export async function viewRecordingPage(ctx: Ctx, input: { course: string; recording: string }) {
  const { place, material } = await viewRecordingMaterial(ctx, input);
  return { ...headOf(place), files: material.files, uploads: material.uploads };
}

const headOf = ({ course: { document }, recording }: RecordingPlace) => ({
  course: { slug: document.slug, language: document.language },
  recording: { key: recording.key, title: recording.title },
});

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
