import type { FileKind } from '#lib/domain/courses/recording-file.ts';

/** What pages of staff show of a recording's material. */
export interface ShownFile {
  id: string;
  kind: FileKind;
  fileName: string;
  sizeBytes: number;
  durationSeconds: number;
  cutStartSeconds: number | null;
  cutEndSeconds: number | null;
  uploadedAt: Date;
  isWhole: boolean;
  isOffered: boolean;
}

/** Seconds of the recording; both null: all of it. */
export interface ShownWindow {
  startSeconds: number | null;
  endSeconds: number | null;
}

export type UploadProblem = { code: 'missing' | 'too-large' } | { message: string };
