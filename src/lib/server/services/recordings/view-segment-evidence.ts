import type { Segment } from '#lib/domain/courses/course.ts';
import { windowSeconds } from '#lib/domain/courses/sources.ts';
import { SEGMENT_KINDS, segmentCounts } from '#lib/domain/analysis/segment-counts.ts';
import type { SegmentCounts } from '#lib/domain/analysis/segment-evidence.ts';
import { totalOf } from '#lib/domain/cohorts/tallies.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Ctx } from '../../context.ts';
import { sumTallies } from '../../queries/tallies.ts';
import { staffModule, type StaffModule } from '../questions/staff-module.ts';

export interface SegmentEvidenceView extends StaffModule {
  segment: Segment;
  /** Null: all cohorts of the actor. */
  cohortId: string | null;
  counts: SegmentCounts;
}

/**
 * The staff of a course see how a segment is followed by the learners of their own cohorts, of one or of all; an administrator sees all cohorts. To
 * everybody else it does not exist. Three statements over counts that are kept, however many learners there are.
 */
export async function viewSegmentEvidence(
  ctx: Ctx,
  /** Slugs, the segment's key, and the id of a cohort or nothing. */
  asked: { course: string; module: string; segment: string; cohort: string | null },
): Promise<SegmentEvidenceView> {
  const staff = await staffModule(ctx, 'recording.read', asked);
  const segment = staff.module.segments.find(({ key }) => key === asked.segment);
  const cohortId = asked.cohort || null;
  const cohortIds = staff.cohorts.flatMap(({ id }) => (cohortId === null || id === cohortId ? [id] : []));
  if (!segment || (cohortId !== null && cohortIds.length === 0)) throw new AppError('not-found');
  const [tallies, people] = await Promise.all([
    sumTallies(ctx.db, { cohortIds, moduleKey: staff.module.key, kinds: SEGMENT_KINDS }),
    sumTallies(ctx.db, { cohortIds, moduleKey: '', kinds: ['learners'] }),
  ]);
  const counts = segmentCounts(tallies, totalOf(people, 'learners'), {
    key: segment.key,
    lengthSeconds: windowSeconds(segment),
  });
  return { ...staff, segment, cohortId, counts };
}
