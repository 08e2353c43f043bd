import type { FileKind, MediaType } from './recording-file.ts';

/** What can be wrong with a file of a recording. */
export const MEDIA_PROBLEMS = [
  'empty',
  'too-large',
  /** Neither MP4 nor WebM nor Ogg. */
  'container',
  /** Begins well, but cannot be read to its end. */
  'unreadable',
  'codec',
  'no-picture',
  'no-sound',
  /** A picture in a file that is to be sound alone. */
  'has-picture',
  'too-tall-480',
  'too-tall-240',
] as const;
export type MediaProblem = (typeof MEDIA_PROBLEMS)[number];

export const LARGEST_FILE_BYTES = 2 * 1024 ** 3;

/** Rows of the picture that a kind may have: 480 and 240 with the room that other shapes of picture need. */
const TALLEST = { 'video-480': 576, 'video-240': 288 } as const;

/** What the bytes of a file say. */
export interface MediaFacts {
  container: 'mp4' | 'webm' | 'ogg';
  /** The first track with a picture. `codec` as in a media type, such as `avc1.64001f`. */
  picture: { codec: string; height: number } | null;
  /** Codecs of all tracks with sound. */
  sound: readonly string[];
  durationSeconds: number;
}

/** Codecs that current browsers play in that container. Of H.264 the profiles with 8 bits and 4:2:0: other ones show nothing. */
const PICTURES = {
  mp4: /^(avc[13]\.(42|4d|58|64)|vp09\.|av01\.)/i,
  webm: /^(vp8|vp09\.|vp9|av01\.)/i,
  ogg: /^(?!)/,
} as const;
const SOUNDS = {
  mp4: /^(mp4a\.40\.|opus)/i,
  webm: /^(opus|vorbis)/i,
  ogg: /^(opus|vorbis)/i,
} as const;

/**
 * May learners be offered this file as that kind? The media type to send it as, or what is wrong with it. Worked example: H.264 of 720 rows in MP4,
 * uploaded as `video-240`, is `too-tall-240`; the same at 240 rows is `video/mp4`.
 */
export function judgeMedia(
  kind: FileKind,
  facts: MediaFacts,
): { mediaType: MediaType } | { problem: MediaProblem } {
  const { container, picture, sound } = facts;
  if (kind === 'audio' && picture) return { problem: 'has-picture' };
  if (kind === 'audio' && sound.length === 0) return { problem: 'no-sound' };
  if (kind !== 'audio' && !picture) return { problem: 'no-picture' };
  if (picture && !PICTURES[container].test(picture.codec)) return { problem: 'codec' };
  if (!sound.every((codec) => SOUNDS[container].test(codec))) return { problem: 'codec' };
  if (kind !== 'audio' && picture && picture.height > TALLEST[kind])
    return { problem: kind === 'video-480' ? 'too-tall-480' : 'too-tall-240' };
  if (!(facts.durationSeconds >= 1)) return { problem: 'empty' };
  if (container === 'ogg') return { mediaType: 'audio/ogg' };
  return { mediaType: kind === 'audio' ? `audio/${container}` : `video/${container}` };
}
