import * as v from 'valibot';
import { SOURCE_KINDS } from '#lib/domain/courses/recording-file.ts';
import { AppError } from '#lib/domain/errors.ts';
import { isCovered } from '#lib/domain/progress/coverage.ts';
import {
  clipRanges,
  formatMultirange,
  parseMultirange,
  type Range,
} from '#lib/domain/progress/watched-ranges.ts';
import { needsReading, type SessionClaim } from '../../auth/sessions.ts';
import { authorize, inTransaction, type Ctx } from '../../context.ts';
import type { MergedReport } from '../../queries/watch-reports.ts';
import { mergeReports } from './merge-reports.ts';
import { findPublished } from './open-module.ts';
import { settleProgress } from './settle-progress.ts';

const DAY_SECONDS = 86_400;
const second = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(DAY_SECONDS));

export const watchReportInput = v.object({
  /** Made once by the player; the same report sent again bears it again. */
  event: v.optional(v.nullable(v.pipe(v.string(), v.uuid())), null),
  course: v.pipe(v.string(), v.maxLength(200)),
  module: v.pipe(v.string(), v.maxLength(200)),
  segment: v.pipe(v.string(), v.maxLength(200)),
  way: v.picklist(['video', 'audio']),
  /** What it was played from. */
  source: v.optional(v.nullable(v.picklist(SOURCE_KINDS)), null),
  /** Length of the segment as the player measures it; kept only while the course does not say it. */
  lengthSeconds: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(DAY_SECONDS))),
  /** Where the player stands, whole seconds of the segment; where it goes on next time. Null keeps what is known. */
  position: v.optional(v.nullable(v.pipe(second, v.integer())), null),
  ranges: v.pipe(v.array(v.tuple([second, second])), v.maxLength(500)),
});

export type WatchReport = v.InferInput<typeof watchReportInput>;

export interface KnownOfSegment {
  watched: Range[];
  covered: boolean;
  /** The session was used, and has to be read because it is time to prolong it or to note that the person is here. */
  sessionDue: boolean;
}

/**
 * An enrolled learner's player reports what it has played: the actor's, or that of whoever the session stands for, which the same statement looks
 * up. That one statement merges it; the credit rule cuts what the clock does not allow and says nothing of it. Reports may be repeated,
 * late or out of order. When the segment becomes covered, completion follows. Returns what is known now.
 */
export async function reportWatched(
  ctx: Ctx,
  report: WatchReport,
  session: SessionClaim | null = null,
): Promise<KnownOfSegment> {
  const by = session ?? { userId: authorize(ctx, 'learning.record').userId };
  const { course, module } = await findPublished(ctx, report);
  const segment = module.segments.find(({ key }) => key === report.segment);
  if (!segment) throw new AppError('not-found');
  const authored =
    segment.startSeconds !== null && segment.endSeconds !== null
      ? segment.endSeconds - segment.startSeconds
      : null;
  const lengthSeconds = authored ?? report.lengthSeconds;
  const merged = await mergeReports(ctx, {
    by,
    courseId: course.courseId,
    moduleKey: module.key,
    segmentKey: segment.key,
    event: report.event ?? null,
    claimed: formatMultirange(clipRanges(report.ranges, lengthSeconds ?? DAY_SECONDS)),
    lengthSeconds,
    way: report.way,
    source: report.source ?? null,
    positionSeconds: report.position ?? null,
    at: ctx.now(),
  });
  if (!merged.userId) throw new AppError('login-required');
  if (merged.outcome !== 'merged') throw new AppError('not-found');
  const { covered, settles } = coverageAfter(merged, authored, report.event ?? null);
  const { userId } = merged;
  if (settles)
    await inTransaction(ctx, (tx) => settleProgress(tx, { userId, course, moduleKey: module.key }));
  return {
    watched: parseMultirange(merged.watched),
    covered,
    sessionDue: merged.expiresAt !== null && needsReading({ ...merged, expiresAt: merged.expiresAt }),
  };
}

/**
 * Completion can only follow from a report that covers the segment. One that brought nothing new may be the repetition of such a report whose
 * answer was lost together with what was to follow.
 */
function coverageAfter(merged: MergedReport, authored: number | null, event: string | null) {
  const { before, watched, standInRead } = merged;
  const isCoveredWith = (ranges: string, measured: number | null) =>
    isCovered({ ranges: parseMultirange(ranges), lengthSeconds: authored ?? measured, standInRead });
  const covered = isCoveredWith(watched, merged.lengthSeconds);
  const repeated = event === null ? before === watched : merged.repeated;
  return { covered, settles: covered && (repeated || !isCoveredWith(before, merged.lengthBefore)) };
}
