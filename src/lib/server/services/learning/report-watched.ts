import * as v from 'valibot';
import { AppError } from '#lib/domain/errors.ts';
import { isCovered } from '#lib/domain/progress/coverage.ts';
import {
  clipRanges,
  formatMultirange,
  parseMultirange,
  type Range,
} from '#lib/domain/progress/watched-ranges.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { mergeWatched } from '../../queries/evidence.ts';
import { openModule } from './open-module.ts';
import { settleProgress } from './settle-progress.ts';

const DAY_SECONDS = 86_400;
const second = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(DAY_SECONDS));

export const watchReportInput = v.object({
  course: v.pipe(v.string(), v.maxLength(200)),
  module: v.pipe(v.string(), v.maxLength(200)),
  segment: v.pipe(v.string(), v.maxLength(200)),
  way: v.picklist(['video', 'audio']),
  /** Length of the segment as the player measures it; kept only while the course does not say it. */
  lengthSeconds: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(DAY_SECONDS))),
  /** Where the player stands, whole seconds of the segment; where it goes on next time. */
  position: v.optional(v.nullable(v.pipe(second, v.integer())), null),
  ranges: v.pipe(v.array(v.tuple([second, second])), v.maxLength(500)),
});

export type WatchReport = v.InferOutput<typeof watchReportInput>;

/**
 * An enrolled learner's player reports what it has played. One statement merges it; the credit rule cuts what the clock does not
 * allow and says nothing of it. Reports may be repeated, late or out of order. When the segment becomes covered, completion
 * follows. Returns the ranges that are known now.
 */
export async function reportWatched(
  ctx: Ctx,
  report: WatchReport,
): Promise<{ watched: Range[]; covered: boolean }> {
  const { userId, course, module } = await openModule(ctx, report);
  const segment = module.segments.find(({ key }) => key === report.segment);
  if (!segment) throw new AppError('not-found');
  const authored =
    segment.startSeconds !== null && segment.endSeconds !== null
      ? segment.endSeconds - segment.startSeconds
      : null;
  const lengthSeconds = authored ?? report.lengthSeconds;
  const merged = await mergeWatched(ctx.db, {
    userId,
    courseId: course.courseId,
    moduleKey: module.key,
    segmentKey: segment.key,
    claimed: formatMultirange(clipRanges(report.ranges, lengthSeconds ?? DAY_SECONDS)),
    lengthSeconds,
    way: report.way,
    positionSeconds: report.position,
    at: ctx.now(),
  });
  if (!merged) throw new AppError('not-found');
  const watched = parseMultirange(merged.watched);
  const covered = isCovered({
    ranges: watched,
    lengthSeconds: authored ?? merged.lengthSeconds,
    standInRead: merged.standInRead,
  });
  if (covered)
    await inTransaction(ctx, (tx) => settleProgress(tx, { userId, course, moduleKey: module.key }));
  return { watched, covered };
}
