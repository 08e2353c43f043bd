import type { Segment } from './course.ts';
import type { RecordingFile } from './recording-file.ts';

type Cut = Pick<RecordingFile, 'segmentKey' | 'cutStartSeconds' | 'cutEndSeconds'>;
type Window = Pick<Segment, 'startSeconds' | 'endSeconds'>;

/**
 * Is a file of this segment, or of its whole recording, offered to learners? A file that was cut for a segment begins at its start, so it fits no other
 * window than the one it was cut for. Worked example: cut for 600-1200 s, it is not offered once the segment is 660-1200 s, and is again when
 * the segment is set back. One of the whole recording fits every window.
 */
export const isOffered = (file: Cut, segment: Window): boolean =>
  file.segmentKey === null ||
  (file.cutStartSeconds === segment.startSeconds && file.cutEndSeconds === segment.endSeconds);
