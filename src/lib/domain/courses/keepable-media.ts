import type { Segment } from './course.ts';
import type { FileKind, RecordingFile } from './recording-file.ts';

/**
 * The files of one kind that a module needs to be followed without a line: for each segment the one that was cut for its window, else that of the
 * whole recording; each once. Empty when a segment has none: then the module cannot be kept that way.
 *
 * Worked example: two segments of one recording, audio cut for the first alone: nothing, unless there is audio of the whole recording too.
 */
export function keepableMedia(
  segments: readonly Segment[],
  moduleKey: string,
  files: readonly RecordingFile[],
  kind: FileKind,
): RecordingFile[] {
  const ofKind = files.filter((file) => file.kind === kind);
  const found = segments.map(
    (segment) =>
      ofKind.find(
        (file) =>
          file.moduleKey === moduleKey &&
          file.segmentKey === segment.key &&
          file.cutStartSeconds === segment.startSeconds &&
          file.cutEndSeconds === segment.endSeconds,
      ) ?? ofKind.find((file) => file.segmentKey === null && file.recordingKey === segment.recordingKey),
  );
  const all = found.filter((file) => file !== undefined);
  return all.length === segments.length ? [...new Set(all)] : [];
}
