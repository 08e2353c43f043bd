import { MOST_PIECES } from '../analysis/segment-evidence.ts';
import { funnelOf, type FunnelStep } from '../charts/funnel.ts';
import { binsOf, spreadOf, type Bin, type Spread } from '../charts/spread.ts';
import { byKey, meanMark, TEN_SECONDS, totalOf, type Tally } from './tallies.ts';

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

/**
 * What the counts of some cohorts say of one module.
 *
 * Worked example: of 40 learners 30 opened it and 12 passed; 4 took 2 days and 1 took 9: the median is 2 days.
 */
export function moduleCounts(
  /** Of the module alone. */
  tallies: readonly Tally[],
  learners: number,
  segments: readonly { key: string; lengthSeconds: number | null }[],
): ModuleCounts {
  const days = byKey(tallies, 'days').map(([key, count]) => ({ value: Number(key), count }));
  const seconds = byKey(tallies, 'seconds');
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
    segments: segments.flatMap((segment) => heatOf(seconds, segment) ?? []),
  };
}

/**
 * Watched seconds of a segment by pieces of ten seconds as how many watched each piece on average; longer pieces where there would be too many to draw.
 * Null where nobody watched.
 *
 * Worked example: 20 s watched in the first ten seconds of a segment of 15, 5 in the second: 2 watchers, then 1.
 */
function heatOf(
  seconds: readonly (readonly [string, number])[],
  { key, lengthSeconds: given }: { key: string; lengthSeconds: number | null },
): SegmentHeat | null {
  const counted = seconds.flatMap(([name, amount]) => {
    const at = name.lastIndexOf('@');
    return name.slice(0, at) === key ? [{ piece: Number(name.slice(at + 1)), amount }] : [];
  });
  if (counted.length === 0) return null;
  const lengthSeconds = given ?? (Math.max(...counted.map(({ piece }) => piece)) + 1) * TEN_SECONDS;
  const joined = Math.max(1, Math.ceil(lengthSeconds / TEN_SECONDS / MOST_PIECES));
  const pieceSeconds = joined * TEN_SECONDS;
  const watchers = Array.from({ length: Math.ceil(lengthSeconds / pieceSeconds) }, () => 0);
  for (const { piece, amount } of counted) {
    const index = Math.floor(piece / joined);
    const length = Math.min(pieceSeconds, lengthSeconds - index * pieceSeconds);
    // Beyond the end as the course says it now: what was watched before it was made shorter.
    if (length > 0) watchers[index] = (watchers[index] ?? 0) + amount / length;
  }
  return { key, lengthSeconds, pieceSeconds, watchers: watchers.map(round) };
}

const round = (value: number) => Math.round(value * 10) / 10;
