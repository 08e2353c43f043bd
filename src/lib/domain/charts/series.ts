import { addDays } from '../cohorts/calendar-day.ts';

/** One value of a chart with its name. */
export interface ChartValue {
  key: string;
  label: string;
  value: number;
  /** The label where there is little room: below a column. */
  short?: string;
  /** Language of the label where it is not the reader's. */
  lang?: string;
}

export const sumOf = (values: readonly Pick<ChartValue, 'value'>[]): number =>
  values.reduce((sum, { value }) => sum + value, 0);

/** The greatest value, the first of several; null where all are nothing. Worked example: of 2, 5, 5 the second. */
export function greatestOf<Value extends Pick<ChartValue, 'value'>>(values: readonly Value[]): Value | null {
  const greatest = values.reduce<Value | null>(
    (best, one) => (best === null || one.value > best.value ? one : best),
    null,
  );
  return greatest && greatest.value > 0 ? greatest : null;
}

export interface TopValues<Value> {
  /** The greatest first, equal ones by their label; without those of nothing. */
  shown: Value[];
  /** What the others come to together, and how many they are. */
  rest: { value: number; count: number };
}

/**
 * The `most` greatest values, and the others as one sum: a single one is shown, since a line "others" would be as long.
 *
 * Worked example: 5, 3, 2, 1 with room for 2 are 5 and 3, and a rest of 3 from two.
 */
export function topOf<Value extends ChartValue>(values: readonly Value[], most: number): TopValues<Value> {
  const sorted = values
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value || a.label.localeCompare(b.label));
  const shown = sorted.length === most + 1 ? sorted : sorted.slice(0, most);
  const others = sorted.slice(shown.length);
  return { shown, rest: { value: sumOf(others), count: others.length } };
}

/** The Monday of the week of a day, both as YYYY-MM-DD. Worked example: 2026-11-27, a Friday, is in the week of 2026-11-23. */
export function weekOf(day: string): string {
  const sinceMonday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -sinceMonday);
}

/**
 * Counts by day as counts by week, without a gap, up to the week of `until`: the last `most` weeks, or fewer where nothing was before.
 *
 * Worked example: 2 on 2026-11-10 and 1 on 2026-11-24, until 2026-11-27, are 2, 0, 1 in the weeks of the 9th, 16th and 23rd.
 */
export function byWeek(
  days: readonly { day: string; count: number }[],
  until: string,
  most = 26,
): { week: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { day, count } of days) counts.set(weekOf(day), (counts.get(weekOf(day)) ?? 0) + count);
  const used = [...counts].flatMap(([week, count]) => (count > 0 ? [week] : [])).sort();
  const last = weekOf(until);
  const weeks: string[] = [];
  for (let week = last; weeks.length < most && week >= (used[0] ?? last); week = addDays(week, -7))
    weeks.unshift(week);
  return weeks.map((week) => ({ week, count: counts.get(week) ?? 0 }));
}
