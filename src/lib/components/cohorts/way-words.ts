import type { EvidenceWay } from '#lib/domain/progress/evidence.ts';
import { formatList } from '#lib/i18n/formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

const WORDS: Record<EvidenceWay, () => string> = {
  video: m.way_video,
  audio: m.way_audio,
  transcript: m.way_transcript,
};

/** The ways in which a recording was followed: `video and audio`. */
export const wayWords = (ways: readonly EvidenceWay[]): string => formatList(ways.map((way) => WORDS[way]()));
