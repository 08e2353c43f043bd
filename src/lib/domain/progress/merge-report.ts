import type { SourceKind } from '../courses/recording-file.ts';
import type { EvidenceWay } from './evidence.ts';
import { creditBudget, creditRanges, nextCreditClock } from './watch-credit.ts';
import { clipRanges, mergeRanges, secondsIn, type Range } from './watched-ranges.ts';

/** So many ids of reports are remembered of a segment. A player repeats its last one, not its thirty-third last. */
export const EVENTS_KEPT = 32;

/** What is known of one learner and segment; moments in seconds of any one clock. */
export interface WatchState {
  watched: readonly Range[];
  /** Null while neither the course nor a player has said it. */
  lengthSeconds: number | null;
  /** What counts as the moment of the last credit; see `nextCreditClock`. */
  lastCredit: number;
  way: EvidenceWay;
  source: SourceKind | null;
  position: number | null;
  /** Oldest first. */
  recentEvents: readonly string[];
}

export interface PlayedReport {
  /** Null from players that do not number their reports. */
  event: string | null;
  ranges: readonly Range[];
  lengthSeconds: number | null;
  way: EvidenceWay;
  source: SourceKind | null;
  /** Null keeps what is known, as a report must that says what was played some time ago. */
  position: number | null;
}

/**
 * What a report that arrives `now` makes of what is known. One that was taken already (its event is among the last 32) changes nothing at all, so
 * that a repetition, however late, moves neither the position nor the clock. A new one is credited as far as the clock allows; the position
 * is where it says the player stands; way and source are those of the last report that was credited something. A first length stays.
 * `queries/watch-reports.ts` does the same in SQL.
 *
 * Worked example: known 0-10 at 10 s, standing at 10. Report e1 (10-20, at 20) arriving at 20 s gives 0-20, standing at 20. Then e2 (0-5, at 5,
 * somebody went back) stands at 5, with nothing credited. Then e1 once more: still at 5.
 */
export function mergeReport(known: WatchState, report: PlayedReport, now: number): WatchState {
  if (report.event !== null && known.recentEvents.includes(report.event)) return known;
  const claimed = clipRanges(report.ranges, report.lengthSeconds ?? Infinity);
  const credited = creditRanges(claimed, known.watched, creditBudget(now - known.lastCredit));
  const isCredited = credited.length > 0;
  return {
    watched: mergeRanges([...known.watched, ...credited]),
    lengthSeconds: known.lengthSeconds ?? report.lengthSeconds,
    lastCredit: nextCreditClock(known.lastCredit, now, secondsIn(credited)),
    way: isCredited ? report.way : known.way,
    source: isCredited ? report.source : known.source,
    position: report.position ?? known.position,
    recentEvents:
      report.event === null ? known.recentEvents : [...known.recentEvents, report.event].slice(-EVENTS_KEPT),
  };
}
