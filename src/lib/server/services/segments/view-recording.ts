import { segmentsOf } from '#lib/domain/courses/segment-edit.ts';
import { typedSegment } from '#lib/domain/courses/segment-form.ts';
import type { Ctx } from '../../context.ts';
import { knownLength, recordingGround } from './recording-ground.ts';
import { staffRecording, type RecordingAddress } from './staff-recording.ts';

/** The staff of a course open the editor of a recording: what plays, and its segments as a form holds them. Three statements. */
export async function viewRecording(ctx: Ctx, address: RecordingAddress) {
  const staff = await staffRecording(ctx, 'recording.read', address);
  const ground = await recordingGround(ctx, staff);
  const { document, files } = staff.course;
  const { key } = staff.recording;
  return {
    course: { slug: document.slug, title: document.title, language: document.language },
    recording: staff.recording,
    modules: ground.document.modules.map(({ key: of, slug, title, shortTitle }) => ({
      ...{ key: of, slug, title, shortTitle },
    })),
    /** Of the whole recording. */
    files: files
      .filter((file) => file.recordingKey === key && file.segmentKey === null)
      .map(({ id, kind, durationSeconds }) => ({ id, kind, durationSeconds })),
    lengthSeconds: knownLength(staff.course, key),
    basis: ground.basis,
    segments: segmentsOf(ground.document, key).map(({ moduleKey, segment }) => {
      const use = ground.uses.find((one) => one.moduleKey === moduleKey && one.segmentKey === segment.key);
      const isAdded = use?.isAdded ?? false;
      return { typed: typedSegment(moduleKey, segment, isAdded), isAdded, people: use?.people ?? 0 };
    }),
  };
}
