import type { Chapter, CourseDocument, Segment } from './course.ts';

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

/** A segment and the module in which it stands. */
export interface PlacedSegment {
  moduleKey: string;
  segment: Segment;
}

/** The segments of a recording, in the order of the course. */
export const segmentsOf = (
  { modules }: Pick<CourseDocument, 'modules'>,
  recordingKey: string,
): PlacedSegment[] =>
  modules.flatMap(({ key: moduleKey, segments }) =>
    segments
      .filter((segment) => segment.recordingKey === recordingKey)
      .map((segment) => ({ moduleKey, segment })),
  );

type Window = Pick<Segment, 'startSeconds' | 'endSeconds'>;

/** Has somebody said where it begins and ends? */
export const hasTimes = ({ startSeconds, endSeconds }: Window): boolean =>
  startSeconds !== null && endSeconds !== null;

/** Seconds of a segment; null while it has no times: then it is as long as its recording. */
export const windowLength = ({ startSeconds, endSeconds }: Window): number | null =>
  startSeconds === null || endSeconds === null ? null : endSeconds - startSeconds;

/**
 * The place that a question points at, as it can be offered to a learner; null when the segment is gone from the module, or its window
 * does not reach so far any more.
 */
export function watchPlace(
  segments: readonly Segment[],
  watch: { segmentKey: string; seconds: number } | undefined,
): { segmentKey: string; title: string; seconds: number } | null {
  const segment = watch && segments.find(({ key }) => key === watch.segmentKey);
  if (!watch || !segment || watch.seconds >= (windowLength(segment) ?? Infinity)) return null;
  return { segmentKey: segment.key, title: segment.title, seconds: watch.seconds };
}
