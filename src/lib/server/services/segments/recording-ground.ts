import { baseLocale, isLocale } from '#lib/i18n/paraglide/runtime.js';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { CourseDocument, PublishedCourse } from '#lib/domain/courses/course.ts';
import type { PlanGround } from '#lib/domain/courses/plan-segments.ts';
import { segmentsOf } from '#lib/domain/courses/segment-edit.ts';
import type { WatchedPlace } from '#lib/domain/courses/segment-warnings.ts';
import { AppError } from '#lib/domain/errors.ts';
import { contentHash } from '../../content/content-hash.ts';
import type { Ctx } from '../../context.ts';
import { findCurrentRevision, type CurrentRevision } from '../../queries/courses.ts';
import { listSegmentUses } from '../../queries/segments.ts';
import type { StaffRecording } from './staff-recording.ts';

export interface RecordingGround extends PlanGround {
  document: CourseDocument;
  current: CurrentRevision;
  /** Of the segments as they are published: a form that was made of other ones is refused. */
  basis: string;
}

/**
 * What a change of a recording's segments is judged by. From the database and not from memory, so that who has just published sees it. Two
 * statements. Its caller has checked who asks.
 */
export async function recordingGround(
  ctx: Ctx,
  { course, recording }: StaffRecording,
): Promise<RecordingGround> {
  const [current, uses] = await Promise.all([
    findCurrentRevision(ctx.db, course.document.slug),
    listSegmentUses(ctx.db, course.courseId),
  ]);
  if (!current) throw new AppError('not-found');
  const { document } = current;
  return {
    document,
    current,
    uses,
    recordingKey: recording.key,
    basis: contentHash(segmentsOf(document, recording.key)),
    summaryTitle: summaryTitle(document.language),
  };
}

/** Of the longest file of the whole recording; null: nobody knows. */
export function knownLength({ files }: PublishedCourse, recordingKey: string): number | null {
  const whole = files.filter((file) => file.recordingKey === recordingKey && file.segmentKey === null);
  return whole.length > 0 ? Math.max(...whole.map(({ durationSeconds }) => durationSeconds)) : null;
}

/** What stands above a summary that staff wrote, in the language of the course. */
const summaryTitle = (language: string) =>
  m.segments_summary_heading({}, { locale: isLocale(language) ? language : baseLocale });

/** Places that questions point at. All from memory, so that a transaction never waits for another connection. */
export async function watchesOf(
  ctx: Ctx,
  { document: { modules } }: PublishedCourse,
): Promise<WatchedPlace[]> {
  const pinned = modules.flatMap(({ key, quiz }) =>
    quiz.questions.map(({ revisionId }) => ({ moduleKey: key, revisionId })),
  );
  const questions = await ctx.courses.questions(pinned.map(({ revisionId }) => revisionId));
  return pinned.flatMap(({ moduleKey, revisionId }) => {
    const watch = questions.get(revisionId)?.watch;
    return watch ? [{ moduleKey, ...watch }] : [];
  });
}
