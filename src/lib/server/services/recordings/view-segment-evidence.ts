import type { Segment } from '#lib/domain/courses/course.ts';
import { scopeFor } from '#lib/domain/permissions.ts';
import type { SegmentCounts } from '#lib/domain/analysis/segment-evidence.ts';
import { AppError } from '#lib/domain/errors.ts';
import { requireActor, type Ctx } from '../../context.ts';
import { countSegmentEvidence } from '../../queries/segment-evidence.ts';
import { staffModule, type StaffModule } from '../questions/staff-module.ts';

export interface SegmentEvidenceView extends StaffModule {
  segment: Segment;
  /** Null: all cohorts of the actor; for an administrator all who are enrolled. */
  cohortId: string | null;
  counts: SegmentCounts;
}

/**
 * The staff of a course see how a segment is followed: an instructor by the learners of their own cohorts, of one or of all, an administrator by
 * everybody. To others it does not exist. Two statements, however many learners there are.
 */
export async function viewSegmentEvidence(
  ctx: Ctx,
  /** Slugs, the segment's key, and the id of a cohort or nothing. */
  asked: { course: string; module: string; segment: string; cohort: string | null },
): Promise<SegmentEvidenceView> {
  const staff = await staffModule(ctx, 'recording.read', asked);
  const segment = staff.module.segments.find(({ key }) => key === asked.segment);
  const cohortId = asked.cohort || null;
  const isTheirs = cohortId === null || staff.cohorts.some(({ id }) => id === cohortId);
  if (!segment || !isTheirs) throw new AppError('not-found');
  const { startSeconds, endSeconds } = segment;
  const seesAll = scopeFor(requireActor(ctx), 'recording.read') === 'all';
  const counts = await countSegmentEvidence(ctx.db, {
    courseId: staff.course.courseId,
    moduleKey: staff.module.key,
    segmentKey: segment.key,
    lengthSeconds: startSeconds !== null && endSeconds !== null ? endSeconds - startSeconds : null,
    cohortIds: cohortId !== null ? [cohortId] : seesAll ? null : staff.cohorts.map(({ id }) => id),
  });
  return { ...staff, segment, cohortId, counts };
}
