import { asc } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { captions, recordingFiles } from '../db/schema/index.ts';

/** Every file that plays, oldest first. */
export async function listRecordingFiles(db: Executor) {
  return db
    .select({
      id: recordingFiles.id,
      courseId: recordingFiles.courseId,
      recordingKey: recordingFiles.recordingKey,
      moduleKey: recordingFiles.moduleKey,
      segmentKey: recordingFiles.segmentKey,
      cutStartSeconds: recordingFiles.cutStartSeconds,
      cutEndSeconds: recordingFiles.cutEndSeconds,
      kind: recordingFiles.kind,
      fileName: recordingFiles.fileName,
      mediaType: recordingFiles.mediaType,
      sizeBytes: recordingFiles.sizeBytes,
      durationSeconds: recordingFiles.durationSeconds,
    })
    .from(recordingFiles)
    .orderBy(asc(recordingFiles.uploadedAt), asc(recordingFiles.id));
}

/** Which captions there are, without their text. */
export async function listCaptionTracks(db: Executor) {
  return db
    .select({
      courseId: captions.courseId,
      moduleKey: captions.moduleKey,
      segmentKey: captions.segmentKey,
      language: captions.language,
    })
    .from(captions)
    .orderBy(asc(captions.moduleKey), asc(captions.segmentKey), asc(captions.language));
}
