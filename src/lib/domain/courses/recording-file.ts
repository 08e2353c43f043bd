/**
 * What the platform itself can play of a recording: files that staff uploaded. A file holds the whole recording, or it was cut for one
 * segment; then it begins at the segment's start and is offered as long as the segment's window is the one it was cut for.
 */

export const FILE_KINDS = ['video-480', 'video-240', 'audio'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** What a segment can be followed from, in the order of the ladder: the best picture first, the stranger's house last. */
export const SOURCE_KINDS = [...FILE_KINDS, 'youtube'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Kinds of bytes that browsers play. */
export const MEDIA_TYPES = ['video/mp4', 'video/webm', 'audio/mp4', 'audio/webm', 'audio/ogg'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

export interface RecordingFile {
  id: string;
  recordingKey: string;
  /** Both null: the whole recording. */
  moduleKey: string | null;
  segmentKey: string | null;
  /** The window of the segment when the file was cut for it; null: the segment had none. Null for a whole recording. */
  cutStartSeconds: number | null;
  cutEndSeconds: number | null;
  kind: FileKind;
  fileName: string;
  mediaType: MediaType;
  sizeBytes: number;
  /** Whole seconds, rounded down. */
  durationSeconds: number;
}

/** Captions of one segment in one language (BCP 47), which are its transcript too. */
export interface CaptionTrack {
  moduleKey: string;
  segmentKey: string;
  language: string;
}
