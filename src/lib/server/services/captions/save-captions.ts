import {
  languageTag,
  parseCaptions,
  shiftCaptions,
  writeCaptions,
  type CaptionProblem,
  type Cue,
} from '#lib/domain/courses/webvtt.ts';
import { AppError } from '#lib/domain/errors.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { upsertCaptions } from '../../queries/captions.ts';
import { announceCourse } from '../../queries/courses.ts';
import { lockFilesOf } from '../../queries/recording-files.ts';
import { recordAct } from '../audit/record-act.ts';
import { staffSegment } from '../recordings/recording-place.ts';

/** A form with them fits in what the server reads of a request; three hours of speech have about 250 KB. */
export const LARGEST_CAPTION_BYTES = 400_000;

export interface CaptionsInput {
  course: string;
  module: string;
  segment: string;
  language: string;
  /** WebVTT or SubRip. */
  text: string;
  /** Moves all cues. */
  shiftSeconds: number;
}

export interface ReadCaptions {
  cues: Cue[];
  problems: CaptionProblem[];
  /** As they would be kept; with problems, as they were given. */
  vtt: string;
}

/** Staff of the course look at captions before they are kept: the cues, moved, or what is wrong with them. */
export async function previewCaptions(ctx: Ctx, input: CaptionsInput): Promise<ReadCaptions> {
  await staffSegment(ctx, 'recording.change', input);
  return readCaptions(input);
}

/** Staff of the course keep the captions of a segment in a language, in the place of older ones; entered in the audit log, announced. Nothing is kept while something is wrong. */
export async function saveCaptions(
  ctx: Ctx,
  input: CaptionsInput,
): Promise<ReadCaptions & { saved: boolean }> {
  const { course, of } = await staffSegment(ctx, 'recording.change', input);
  const language = languageTag(input.language);
  if (language === null) throw new AppError('invalid-input', { fields: { language: 'language' } });
  const read = readCaptions(input);
  if (read.problems.length > 0) return { ...read, saved: false };
  await inTransaction(ctx, async (tx) => {
    const place = {
      courseId: course.courseId,
      moduleKey: of.module.key,
      segmentKey: of.segment.key,
      language,
    };
    await lockFilesOf(tx.db, course.courseId);
    await upsertCaptions(tx.db, {
      ...place,
      vtt: read.vtt,
      editedBy: tx.actor?.userId ?? null,
      editedAt: tx.now(),
    });
    await recordAct(tx, 'captions.save', {
      details: { course: course.document.slug, module: place.moduleKey, segment: place.segmentKey, language },
    });
    await announceCourse(tx.db, course.courseId);
  });
  return { ...read, saved: true };
}

function readCaptions({ text, shiftSeconds }: Pick<CaptionsInput, 'text' | 'shiftSeconds'>): ReadCaptions {
  if (Buffer.byteLength(text) > LARGEST_CAPTION_BYTES) throw new AppError('too-large');
  const { cues, problems } = parseCaptions(text);
  if (problems.length > 0) return { cues, problems, vtt: text };
  const moved = shiftCaptions(cues, Number.isFinite(shiftSeconds) ? shiftSeconds : 0);
  if (moved.length === 0) return { cues: [], problems: [{ code: 'no-cues', line: 1 }], vtt: text };
  return { cues: moved, problems: [], vtt: writeCaptions(moved) };
}
