import { HEAT_KINDS, heatOf, type CountedSegment } from '../analysis/segment-counts.ts';
import { funnelOf, type FunnelStep } from '../charts/funnel.ts';
import { binsOf, spreadOf, type Bin, type Spread } from '../charts/spread.ts';
import { byKey, meanMark, totalOf, type Tally, type TallyKind } from './tallies.ts';

/** The way through a module; a learner may take the steps in any order, so a later one may count more. */
export const MODULE_STEPS = ['opened', 'read', 'watched', 'quiz-started', 'passed'] as const;
export type ModuleStep = (typeof MODULE_STEPS)[number];

export interface SegmentHeat {
  key: string;
  lengthSeconds: number;
  pieceSeconds: number;
  /** By piece: how many watched a second of it, on average. */
  watchers: number[];
}

export interface ModuleCounts {
  learners: number;
  steps: FunnelStep<ModuleStep>[];
  complete: number;
  /** Mean of the best marks in percent; null before any. */
  meanPercent: number | null;
  marked: number;
  /** Whole days from the first opening to completion; null before the first. */
  days: Spread | null;
  bins: Bin[];
  segments: SegmentHeat[];
}

/** What `moduleCounts` reads. */
export const MODULE_KINDS = [
  ...MODULE_STEPS,
  'complete',
  'marked',
  'marks',
  'days',
  ...HEAT_KINDS,
] as const satisfies readonly TallyKind[];

/**
 * What the counts of some cohorts say of one module.
 *
 * Worked example: of 40 learners 30 opened it and 12 passed; 4 took 2 days and 1 took 9: the median is 2 days.
 */
export function moduleCounts(
  /** Of the module alone. */
  tallies: readonly Tally[],
  learners: number,
  segments: readonly CountedSegment[],
): ModuleCounts {
  const days = byKey(tallies, 'days').map(([key, count]) => ({ value: Number(key), count }));
  return {
    learners,
    steps: funnelOf(
      learners,
      MODULE_STEPS.map((key) => ({ key, count: totalOf(tallies, key) })),
    ),
    complete: totalOf(tallies, 'complete'),
    meanPercent: meanMark(tallies),
    marked: totalOf(tallies, 'marked'),
    days: spreadOf(days),
    bins: binsOf(days),
    segments: segments.flatMap((segment) => segmentHeat(tallies, segment) ?? []),
  };
}

/** Null where nobody watched. */
function segmentHeat(tallies: readonly Tally[], segment: CountedSegment): SegmentHeat | null {
  const { lengthSeconds, pieceSeconds, watchers } = heatOf(tallies, segment);
  if (lengthSeconds === null || watchers.every((count) => count === 0)) return null;
  return { key: segment.key, lengthSeconds, pieceSeconds, watchers: watchers.map(round) };
}

const round = (value: number) => Math.round(value * 10) / 10;
