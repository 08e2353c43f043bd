import type { SourceKind } from '#lib/domain/courses/recording-file.ts';
import type { EvidenceWay } from '#lib/domain/progress/evidence.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

export const WAY_NAMES: Record<EvidenceWay, () => string> = {
  video: m.evidence_way_video,
  audio: m.evidence_way_audio,
  transcript: m.evidence_way_transcript,
};

const SOURCE_NAMES: Record<SourceKind, () => string> = {
  'video-480': m.evidence_source_video_480,
  'video-240': m.evidence_source_video_240,
  audio: m.evidence_source_audio,
  youtube: m.evidence_source_youtube,
};

/** What it was played from; null: the player did not say. */
export const sourceName = (source: SourceKind | null): string =>
  source ? SOURCE_NAMES[source]() : m.evidence_source_unknown();
