import { mergeRanges, secondsIn, type Range } from './watched-ranges.ts';

/** The fastest rate at which a recording may be followed. */
export const MAX_RATE = 2;
/** Seconds allowed beyond the rate, for a first report and for rounding. */
export const SLACK_SECONDS = 5;
/** However long ago the last credit was, at most this much wall clock counts: six hours. */
export const LONGEST_GAP_SECONDS = 6 * 3600;

/**
 * How many seconds a report may be credited: the wall clock since the learner's last credit for the segment (or since they opened the
 * page), times the highest rate, plus a slack. Worked example: 5 s after the start, 5 * 2 + 5 = 15 s at most, whatever is claimed.
 * The argument may be negative, down to -2.5: see `nextCreditClock`.
 */
export function creditBudget(secondsSinceLastCredit: number): number {
  const elapsed = Math.min(secondsSinceLastCredit, LONGEST_GAP_SECONDS);
  return Math.max(0, Math.floor(elapsed * MAX_RATE + SLACK_SECONDS));
}

/**
 * The moment that counts as "last credit" after `credited` seconds were credited at `now` (all in seconds): now, or later where the slack
 * was drawn upon, so that reports in quick succession share one slack. Worked example: last 100, now 100, 5 s credited gives 102.5;
 * another report at 100 then has a budget of 0. Nothing credited leaves it as it was.
 */
export function nextCreditClock(last: number, now: number, credited: number): number {
  return credited > 0 ? Math.max(now, last + credited / MAX_RATE) : last;
}

/**
 * The part of `claimed` that is new and fits the budget, in the order of the segment. Seconds that are known already cost nothing, so a
 * replay is free and changes nothing. Worked example: claimed `[[0, 100]]`, known `[[0, 40]]`, budget 15 gives `[[40, 55]]`.
 */
export function creditRanges(claimed: readonly Range[], known: readonly Range[], budget: number): Range[] {
  let left = Math.max(0, Math.floor(budget));
  const credited: Range[] = [];
  for (const [from, to] of subtractRanges(claimed, known)) {
    if (left === 0) break;
    const taken: Range = [from, Math.min(to, from + left)];
    credited.push(taken);
    left -= secondsIn([taken]);
  }
  return credited;
}

/** `a` without `b`. */
export function subtractRanges(a: readonly Range[], b: readonly Range[]): Range[] {
  let rest = mergeRanges(a);
  for (const [from, to] of mergeRanges(b))
    rest = rest
      .flatMap(([start, end]): Range[] => [
        [start, Math.min(end, from)],
        [Math.max(start, to), end],
      ])
      .filter(([start, end]) => start < end);
  return rest;
}
