import * as m from './paraglide/messages.js';

/** The ways of following a segment (domain/progress/evidence.ts) in words. */
export const WAY_NAMES = {
  video: m.evidence_way_video,
  audio: m.evidence_way_audio,
  transcript: m.evidence_way_transcript,
} as const;

/** The sources of a recording (domain/courses/recording-file.ts) in words. */
const SOURCE_NAMES = {
  'video-480': m.evidence_source_video_480,
  'video-240': m.evidence_source_video_240,
  audio: m.evidence_source_audio,
  youtube: m.evidence_source_youtube,
} as const;

/** What it was played from; null: the player did not say. */
export const sourceName = (source: keyof typeof SOURCE_NAMES | null): string =>
  source ? SOURCE_NAMES[source]() : m.evidence_source_unknown();
