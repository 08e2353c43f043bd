/** What can happen to a learner in a course, as the staff read it in one list. */
export const TIMELINE_KINDS = [
  'enrolled',
  'opened',
  'read',
  'followed',
  'stand-in',
  'attempt',
  'completed',
  'badge',
  'certificate',
  'allowance',
  'extension',
  'exemption',
  'announcement',
  'note',
] as const;

export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** The events of each day (in UTC), days and events in the order in which they come. Worked example: three events of two days give two groups. */
export function byDay<T extends { at: Date }>(events: readonly T[]): { day: string; events: T[] }[] {
  const days = Map.groupBy(events, ({ at }) => at.toISOString().slice(0, 10));
  return [...days].map(([day, of]) => ({ day, events: of }));
}

/**
 * The newest days, which are read at once, and the older ones, which are unfolded: whole days, until at least so many events are there. A day
 * alone is not worth a fold. Worked example: of days with 3, 2, 1 and 9 events, and at least 4 events, the first two days are read at once.
 */
export function foldOlder<T extends { events: readonly unknown[] }>(
  days: readonly T[],
  least: number,
): { recent: readonly T[]; older: readonly T[] } {
  let events = 0;
  const end = days.findIndex((day) => (events += day.events.length) >= least) + 1;
  if (end === 0 || days.length - end < 2) return { recent: days, older: [] };
  return { recent: days.slice(0, end), older: days.slice(end) };
}
