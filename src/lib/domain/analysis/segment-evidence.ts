import type { SourceKind } from '../courses/recording-file.ts';
import type { EvidenceWay } from '../progress/evidence.ts';
import type { Range } from '../progress/watched-ranges.ts';
import { TEN_SECONDS } from '../cohorts/tallies.ts';

/** What many learners have shown of one segment, cut into pieces of equal length so that it can be drawn. */
export interface SegmentCounts {
  /** Learners who are looked at, whether or not they have shown anything. */
  people: number;
  /** Watched a second, or read the stand-in. */
  withEvidence: number;
  watched: number;
  covered: number;
  /** As the course says it, else as most players measured it, else as far as anybody watched, in whole tens of seconds; null where none of it is known. */
  lengthSeconds: number | null;
  pieceSeconds: number;
  /** By piece, in order: how many watched a second of it, on average. */
  watchers: number[];
  /** Where those stand who have watched and not covered it: learners by the start of the piece, in order; pieces where nobody stands are left out. */
  stops: Stop[];
  /** Of those who watched, from what the last credited report was played; null: from a player that did not say. */
  sources: { source: SourceKind | null; count: number }[];
  /** Of those with evidence; see `wayTaken`. */
  ways: Record<EvidenceWay, number>;
}

export interface Stop {
  atSeconds: number;
  count: number;
}

/** So many pieces a drawing has at most, whatever the length of the segment. */
export const MOST_PIECES = 200;

/** Seconds of a piece: ten, or as few times ten as `MOST_PIECES` allow. Worked example: 150 s have pieces of 10 s, 3,600 s of 20 s. */
export const pieceSecondsOf = (lengthSeconds: number): number =>
  TEN_SECONDS * Math.max(1, Math.ceil(lengthSeconds / TEN_SECONDS / MOST_PIECES));

/**
 * Where most of those stop who stop; the first such place where several have the same number. Null where nobody stops, and where no two of several
 * stop at the same place. Worked example: 2 at 40 s, 5 at 200 s, 1 at 300 s is 200 s.
 */
export function mostCommonStop(stops: readonly Stop[]): Stop | null {
  const [first, ...others] = stops;
  if (!first) return null;
  const most = others.reduce((best, stop) => (stop.count > best.count ? stop : best), first);
  return others.length > 0 && most.count === 1 ? null : most;
}

export interface Stretch {
  range: Range;
  watchers: number;
}

/**
 * Neighbouring pieces with the same number of watchers as one stretch, in order: the drawing in words. Worked example: pieces of 10 s watched by
 * 3, 3 and 1 of a segment of 25 s are 0-20 by 3 and 20-25 by 1.
 */
export function stretchesOf({
  watchers,
  pieceSeconds,
  lengthSeconds,
}: Pick<SegmentCounts, 'watchers' | 'pieceSeconds' | 'lengthSeconds'>): Stretch[] {
  const stretches: Stretch[] = [];
  for (const [index, count] of watchers.entries()) {
    const end = Math.min(lengthSeconds ?? Infinity, (index + 1) * pieceSeconds);
    const last = stretches.at(-1);
    if (last && last.watchers === count) last.range = [last.range[0], end];
    else stretches.push({ range: [index * pieceSeconds, end], watchers: count });
  }
  return stretches;
}

/** A stretch of the drawing as a line of its table. */
export interface HeatRow {
  fromSeconds: number;
  toSeconds: number;
  /** On average, with one digit behind the point: what reads the same is one line. */
  watchers: number;
  stops: number;
}

/** The drawing as a table. Worked example: 3 and 1 watched the two pieces of a segment of 15 s, and one stands at 10 s: 0-10 by 3 with no stop, 10-15 by 1 with one. */
export function heatRows(
  counts: Pick<SegmentCounts, 'watchers' | 'pieceSeconds' | 'lengthSeconds' | 'stops'>,
): HeatRow[] {
  const watchers = counts.watchers.map((count) => Math.round(count * 10) / 10);
  return stretchesOf({ ...counts, watchers }).map(({ range: [fromSeconds, toSeconds], watchers: many }) => ({
    fromSeconds,
    toSeconds,
    watchers: many,
    stops: counts.stops
      .filter(({ atSeconds }) => atSeconds >= fromSeconds && atSeconds < toSeconds)
      .reduce((sum, { count }) => sum + count, 0),
  }));
}

/** The most and the least watched stretch; the first of several. Null where all of it was watched by as many. */
export function extremesOf(stretches: readonly Stretch[]): { most: Stretch; least: Stretch } | null {
  const [first, ...others] = stretches;
  if (!first || others.length === 0) return null;
  return {
    most: others.reduce((best, stretch) => (stretch.watchers > best.watchers ? stretch : best), first),
    least: others.reduce((best, stretch) => (stretch.watchers < best.watchers ? stretch : best), first),
  };
}

const STEPS_SECONDS = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400];

/** Marks of the axis of time: 0 and round moments after it, at most five, so that they stand side by side on a phone. Worked example: 400 s has marks at every two minutes. */
export function axisMarks(lengthSeconds: number): number[] {
  const step = STEPS_SECONDS.find((seconds) => lengthSeconds / seconds < 5) ?? lengthSeconds;
  return Array.from({ length: Math.floor(lengthSeconds / step) + 1 }, (_, index) => index * step);
}
