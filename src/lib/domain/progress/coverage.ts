import { clipRanges, secondsIn, type Range } from './watched-ranges.ts';

/** A segment counts as covered at this share of its window. */
export const COVERAGE_NEEDED = 0.9;

/**
 * Share of a segment that was watched, from 0 to 1. Undefined (null) while the segment's length is unknown: then no share can be
 * stated. Worked example: `[[0, 60]]` of 120 s is 0.5.
 */
export function coverageOf(ranges: readonly Range[], lengthSeconds: number | null): number | null {
  if (!lengthSeconds || lengthSeconds <= 0) return null;
  return Math.min(1, secondsIn(clipRanges(ranges, lengthSeconds)) / lengthSeconds);
}

/** Covered: 90 % of the window was watched, or the written stand-in was marked read. The two ways are equal. */
export function isCovered(input: {
  ranges: readonly Range[];
  lengthSeconds: number | null;
  standInRead: boolean;
}): boolean {
  const coverage = coverageOf(input.ranges, input.lengthSeconds);
  return input.standInRead || (coverage !== null && coverage >= COVERAGE_NEEDED);
}
