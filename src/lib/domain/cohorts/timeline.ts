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
