import type { PublishedCourse, Recording } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import { scopeFor, type Action } from '#lib/domain/permissions.ts';
import { requireActor, type Ctx } from '../../context.ts';
import { listCohorts } from '../../queries/cohorts.ts';

type RecordingAction = Extract<Action, `recording.${string}`>;

export interface RecordingAddress {
  /** Slug. Empty: the first course that has such a recording. */
  course: string;
  /** Key. */
  recording: string;
}

export interface StaffRecording {
  course: PublishedCourse;
  recording: Recording;
}

/**
 * The recording of a course that the actor teaches, or of any for an administrator; to everybody else it does not exist. The first line of
 * every service about one recording. One statement for an instructor, none for an administrator.
 */
export async function staffRecording(
  ctx: Ctx,
  action: RecordingAction,
  address: RecordingAddress,
): Promise<StaffRecording> {
  for (const course of await staffCourses(ctx, action)) {
    const recording = course.document.recordings.find(({ key }) => key === address.recording);
    if (recording && (address.course === '' || course.document.slug === address.course))
      return { course, recording };
  }
  throw new AppError('not-found');
}

/** The courses whose recordings the actor may look at or change; `not-found` for who is no staff. */
export async function staffCourses(ctx: Ctx, action: RecordingAction): Promise<PublishedCourse[]> {
  const actor = requireActor(ctx);
  const scope = scopeFor(actor, action);
  if (scope === 'none') throw new AppError('not-found');
  const taught = scope === 'all' ? null : await listCohorts(ctx.db, actor.userId);
  return (await ctx.courses.list()).filter(
    ({ courseId }) => taught === null || taught.some((cohort) => cohort.courseId === courseId),
  );
}
