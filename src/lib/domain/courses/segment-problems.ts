/** The closed list of what keeps a segment from being published; lib/i18n/segment-words.ts says each in words. */
export const SEGMENT_PROBLEM_CODES = [
  'title-missing',
  'title-long',
  'time-unreadable',
  'time-missing',
  'window-short',
  'module-unknown',
  'summary-missing',
  'summary-long',
  'mark-outside',
  'mark-twice',
  // Of a removal.
  'from-files',
  'has-evidence',
  'has-files',
] as const;

export type SegmentProblemCode = (typeof SEGMENT_PROBLEM_CODES)[number];

/** What staff should look at before they publish; it keeps nothing from being published. */
export const SEGMENT_WARNING_CODES = [
  'overlap',
  'beyond-length',
  'marks-shifted',
  'evidence-shifted',
  'questions-outside',
] as const;

export type SegmentWarningCode = (typeof SEGMENT_WARNING_CODES)[number];

export interface SegmentProblem {
  /** Place of the segment in the form, from 0. */
  index: number;
  /** `title`, `start`, `end`, `module`, `summary`, `remove`, `mark.0.at`, `mark.0.title`. */
  field: string;
  code: SegmentProblemCode;
  /** People with evidence, or the most characters. */
  count: number;
}

export interface SegmentWarning {
  index: number;
  code: SegmentWarningCode;
  /** Title of the segment that it is about, and of the other one of an overlap. */
  title: string;
  other: string;
  /** Seconds by which a start moved, or of the recording; people; questions. */
  count: number;
}
