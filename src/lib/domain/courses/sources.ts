import type { Module, PublishedCourse, Recording, Segment } from './course.ts';
import { isOffered } from './file-offer.ts';
import { FILE_KINDS, type FileKind, type RecordingFile, type SourceKind } from './recording-file.ts';

/** One way to follow a segment, as a player needs it. */
export interface Source {
  kind: SourceKind;
  way: 'video' | 'audio';
  /** Of a file of ours; null for YouTube. */
  fileId: string | null;
  sizeBytes: number | null;
  /** Where the segment begins in what is played. */
  startSeconds: number;
}

type SegmentPlace = Pick<Segment, 'key' | 'recordingKey' | 'startSeconds' | 'endSeconds'> & {
  moduleKey: string;
};

/** Length of a segment's window in seconds; null while nobody has set it. Worked example: 600 to 780 is 180. */
export const windowSeconds = ({
  startSeconds,
  endSeconds,
}: Pick<Segment, 'startSeconds' | 'endSeconds'>): number | null =>
  startSeconds !== null && endSeconds !== null ? endSeconds - startSeconds : null;

/** Was this file cut for the segment as it is now? Another window would put every second of it in the wrong place. */
export const fitsSegment = (file: RecordingFile, segment: SegmentPlace): boolean =>
  file.moduleKey === segment.moduleKey && file.segmentKey === segment.key && isOffered(file, segment);

/**
 * The ladder of a segment: what it can be followed from, the best picture first, YouTube last. A file that was cut for the segment goes before
 * one of the whole recording, as it is smaller. While a segment has no window, a file cut for it *is* the lecture: then the whole
 * recording, whose seconds are others, is not offered beside it.
 *
 * Worked example: a segment 600-780 with a cut `audio` and a whole `video-480` has `video-480` from 600, `audio` from 0, `youtube` from 600.
 */
export function sourcesOf(
  segment: SegmentPlace,
  recording: Pick<Recording, 'key' | 'youtubeId'> | undefined,
  files: readonly RecordingFile[],
): Source[] {
  const own = files.filter((file) => file.recordingKey === segment.recordingKey);
  const cut = own.filter((file) => fitsSegment(file, segment));
  const isCutAll = segment.startSeconds === null && cut.length > 0;
  const whole = isCutAll ? [] : own.filter((file) => file.segmentKey === null);
  const startSeconds = segment.startSeconds ?? 0;
  const ladder = FILE_KINDS.flatMap((kind): Source[] => {
    const file = cut.find((one) => one.kind === kind);
    if (file) return [sourceOfFile(file, 0)];
    const all = whole.find((one) => one.kind === kind);
    return all ? [sourceOfFile(all, startSeconds)] : [];
  });
  if (!recording || isCutAll) return ladder;
  return [...ladder, { kind: 'youtube', way: 'video', fileId: null, sizeBytes: null, startSeconds }];
}

const wayOf = (kind: FileKind): Source['way'] => (kind === 'audio' ? 'audio' : 'video');

const sourceOfFile = (file: RecordingFile, startSeconds: number): Source => ({
  kind: file.kind,
  way: wayOf(file.kind),
  fileId: file.id,
  sizeBytes: file.sizeBytes,
  startSeconds,
});

/** Everything that a segment of a published course can be followed from: its ladder, its marks and the languages of its captions. */
export function followedFrom(
  { document, files, captions }: Pick<PublishedCourse, 'document' | 'files' | 'captions'>,
  module: Pick<Module, 'key'>,
  segment: Segment,
) {
  const recording = document.recordings.find(({ key }) => key === segment.recordingKey);
  return {
    recording: recording ? { youtubeId: recording.youtubeId } : null,
    sources: sourcesOf({ ...segment, moduleKey: module.key }, recording, files),
    chapters: segment.chapters ?? [],
    captions: captions
      .filter(({ moduleKey, segmentKey }) => moduleKey === module.key && segmentKey === segment.key)
      .map(({ language }) => language),
  };
}

/** What a device remembers of sources: the one that was chosen last, and those that could not be reached. */
export interface SourceMemory {
  chosen: SourceKind | null;
  unreachable: readonly SourceKind[];
}

export const NO_MEMORY: SourceMemory = { chosen: null, unreachable: [] };

/**
 * Which source is offered first: the one chosen last where it is there and was reached, else the highest of the ladder that was not unreachable,
 * else the highest. Null without any. Worked example: ladder 480, audio, YouTube; chosen YouTube, which could not be reached: 480.
 */
export function preferredSource(ladder: readonly Source[], memory: SourceMemory): Source | null {
  const reachable = ladder.filter(({ kind }) => !memory.unreachable.includes(kind));
  return reachable.find(({ kind }) => kind === memory.chosen) ?? reachable[0] ?? ladder[0] ?? null;
}

/** What to offer when `failed` cannot be played: the next of the ladder that has not failed yet, going round; null when all have. */
export function nextSource(
  ladder: readonly Source[],
  failed: readonly SourceKind[],
  current: SourceKind,
): Source | null {
  const place = ladder.findIndex(({ kind }) => kind === current);
  const round = [...ladder.slice(place + 1), ...ladder.slice(0, place + 1)];
  return round.find(({ kind }) => !failed.includes(kind)) ?? null;
}
