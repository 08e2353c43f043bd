import type { FileKind } from '#lib/domain/courses/recording-file.ts';
import type { CaptionProblemCode } from '#lib/domain/courses/webvtt.ts';
import { formatClock } from '#lib/i18n/formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

export const FILE_KIND_NAMES: Record<FileKind, () => string> = {
  'video-480': m.files_kind_video_480,
  'video-240': m.files_kind_video_240,
  audio: m.files_kind_audio,
};

export const CAPTION_PROBLEM_WORDS: Record<CaptionProblemCode, () => string> = {
  time: m.captions_problem_time,
  'no-time': m.captions_problem_no_time,
  'end-before-start': m.captions_problem_end,
  'no-cues': m.captions_problem_no_cues,
  'too-many': m.captions_problem_too_many,
};

/** A moment of a recording such as "62:05". */
export const moment = (seconds: number): string => formatClock(Math.floor(seconds) * 1000);

/** A window such as "10:00–20:00". */
export const windowWords = (start: number | null, end: number | null): string =>
  start === null || end === null ? m.files_whole_window() : `\u2066${moment(start)}–${moment(end)}\u2069`;
