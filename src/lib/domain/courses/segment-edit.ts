import type { Chapter, Segment } from './course.ts';

/** What staff set of a segment in the product: a segment of the course's files, or one that they added to a module. */
export interface EditedSegment {
  title: string;
  recordingKey: string;
  /** Both null, or a window of at least a second. Seconds of the recording. */
  startSeconds: number | null;
  endSeconds: number | null;
  chapters: Chapter[];
  /** The written stand-in; null: the one of the course's files stays. */
  standIn: Segment['standIn'] | null;
}
