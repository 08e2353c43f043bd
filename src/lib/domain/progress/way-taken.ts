import type { EvidenceWay } from './evidence.ts';

/**
 * Which way a learner took through a segment: the player's (`way`) where it covered the segment, the written stand-in where that was read, else the
 * way they are on. A stored `transcript` beside watched seconds is from a time when the mark took the player's place; then it was video.
 *
 * Worked example: stand-in read, then ten seconds looked at: transcript. The whole lecture heard, then the stand-in read: audio.
 */
export function wayTaken(input: {
  way: EvidenceWay;
  hasWatched: boolean;
  isWatchedEnough: boolean;
  standInRead: boolean;
}): EvidenceWay {
  if (input.standInRead && !input.isWatchedEnough) return 'transcript';
  return input.way === 'transcript' && input.hasWatched ? 'video' : input.way;
}
