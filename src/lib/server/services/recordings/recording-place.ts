import type { Module, PublishedCourse, Recording, Segment } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import { scopeFor, type Action } from '#lib/domain/permissions.ts';
import { requireActor, type Ctx } from '../../context.ts';
import { listCohorts } from '../../queries/cohorts.ts';

type RecordingAction = Extract<Action, `recording.${string}`>;

/** Where a file belongs, as addresses name it: slugs of course and module, keys of recording and segment. */
export interface RecordingAddress {
  course: string;
  recording: string;
  /** Both null: the whole recording. */
  module: string | null;
  segment: string | null;
}

export interface RecordingPlace {
  course: PublishedCourse;
  recording: Recording;
  /** Null: the whole recording. */
  of: { module: Module; segment: Segment } | null;
}

/** Refuses everybody but administrators and those who teach the course. One statement. */
export async function expectStaffOf(ctx: Ctx, action: RecordingAction, courseId: string): Promise<void> {
  const actor = requireActor(ctx);
  const scope = scopeFor(actor, action);
  if (scope === 'all') return;
  const own = scope === 'none' ? [] : await listCohorts(ctx.db, actor.userId);
  if (!own.some((cohort) => cohort.courseId === courseId)) throw new AppError('not-found');
}

/** The recording, or the segment of it, of a course that the actor teaches, or of any for an administrator; to everybody else it does not exist. */
export async function staffPlace(
  ctx: Ctx,
  action: RecordingAction,
  address: RecordingAddress,
): Promise<RecordingPlace> {
  requireActor(ctx);
  const course = await ctx.courses.findBySlug(address.course);
  const recording = course?.document.recordings.find(({ key }) => key === address.recording);
  if (!course || !recording) throw new AppError('not-found');
  await expectStaffOf(ctx, action, course.courseId);
  if (address.module === null && address.segment === null) return { course, recording, of: null };
  const module = course.document.modules.find(({ slug }) => slug === address.module);
  const segment = module?.segments.find(({ key }) => key === address.segment);
  if (!module || segment?.recordingKey !== recording.key) throw new AppError('not-found');
  return { course, recording, of: { module, segment } };
}

export type SegmentPlace = RecordingPlace & { of: NonNullable<RecordingPlace['of']> };

/** As `staffPlace`, for a segment by its module and key. */
export async function staffSegment(
  ctx: Ctx,
  action: RecordingAction,
  address: { course: string; module: string; segment: string },
): Promise<SegmentPlace> {
  requireActor(ctx);
  const course = await ctx.courses.findBySlug(address.course);
  const module = course?.document.modules.find(({ slug }) => slug === address.module);
  const recording = module?.segments.find(({ key }) => key === address.segment)?.recordingKey;
  if (recording === undefined) throw new AppError('not-found');
  const place = await staffPlace(ctx, action, { ...address, recording });
  if (!place.of) throw new AppError('not-found');
  return { ...place, of: place.of };
}

/** The place as rows name it. */
export const rowPlace = ({ course, recording, of }: RecordingPlace) => ({
  courseId: course.courseId,
  recordingKey: recording.key,
  moduleKey: of?.module.key ?? null,
  segmentKey: of?.segment.key ?? null,
});
