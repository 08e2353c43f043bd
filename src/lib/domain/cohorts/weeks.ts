import { addDays, daysBetween } from './calendar-day.ts';

/**
 * Counts by day as counts by week, the newest last: weeks of seven days that end today. Worked example: today is 14 March and `days` is
 * `[['2026-03-08', 2]]`: the last week begins on 8 March and has 2.
 */
export function byWeek(
  days: readonly (readonly [string, number])[],
  today: string,
  weeks: number,
): { from: string; count: number }[] {
  const counts = Array.from({ length: weeks }, (_none, index) => ({
    from: addDays(today, -7 * (weeks - index) + 1),
    count: 0,
  }));
  for (const [day, count] of days) {
    const ago = daysBetween(day, today);
    const week = counts[weeks - 1 - Math.floor(ago / 7)];
    if (ago >= 0 && week) week.count += count;
  }
  return counts;
}
