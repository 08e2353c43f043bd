/**
 * The counts that are kept of a cohort, and what their keys are. Of a module: how many learners `opened` it, `read` all sections, `watched` all
 * segments, started the quiz, `passed` it, completed it; `marked` learners have `marks` in sum, in percent; `useful` by answer from 1 to 5;
 * `days` by whole days from the first opening to the completion. Of a segment, whose keys begin with `<segment>@`: `seconds` watched by `<n>`,
 * the n-th ten seconds of it; how many learners `followed` it (in any way), have `seen` a second of it, have `covered` it (without those who are
 * excused); of those who have seen some and not covered it, `stop` by `<n>`, the ten seconds where they stand; of those who have seen some, `source`
 * by what it was last played from (empty: not said); `way` taken by those who followed it; `length` in seconds as players measured it. Of the
 * whole course (no module): `learners`, `standing` by standing, `country` by code (empty: not said), and by day: `active` (last visit),
 * `finished`, `due` (next deadline of those under way), `hand` (from when they need help); `marked` and `marks` of the averages.
 */
export const TALLY_KINDS = [
  'opened',
  'read',
  'watched',
  'quiz-started',
  'passed',
  'complete',
  'marked',
  'marks',
  'useful',
  'days',
  'seconds',
  'followed',
  'seen',
  'covered',
  'stop',
  'source',
  'way',
  'length',
  'learners',
  'standing',
  'country',
  'active',
  'finished',
  'due',
  'hand',
] as const;

export type TallyKind = (typeof TALLY_KINDS)[number];

/** How long a stretch of a segment is that `seconds` and `stop` are counted in. */
export const TEN_SECONDS = 10;

export interface Tally {
  cohortId: string;
  /** Empty: of the whole course. */
  moduleKey: string;
  kind: TallyKind;
  key: string;
  amount: number;
}

/** The sum of a kind: of one cohort or of all given; of all keys, or of those that the condition lets through. */
export function totalOf(
  tallies: readonly Tally[],
  kind: TallyKind,
  holds: (key: string) => boolean = () => true,
): number {
  return tallies.reduce((sum, one) => (one.kind === kind && holds(one.key) ? sum + one.amount : sum), 0);
}

/** Sums by key, without zeros, in the order of the keys. Worked example: two cohorts with one learner each from KZ: `[['KZ', 2]]`. */
export function byKey(tallies: readonly Tally[], kind: TallyKind): [string, number][] {
  const sums = new Map<string, number>();
  for (const one of tallies) if (one.kind === kind) sums.set(one.key, (sums.get(one.key) ?? 0) + one.amount);
  return [...sums].filter(([, amount]) => amount !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The mean of the marks, in percent; null where nobody has one. */
export function meanMark(tallies: readonly Tally[]): number | null {
  const marked = totalOf(tallies, 'marked');
  return marked > 0 ? totalOf(tallies, 'marks') / marked : null;
}
