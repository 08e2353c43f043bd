/** Which learners a table of a cohort shows. `behind`: a deadline is over. `needs-hand`: a rule for help holds (needs-help.ts). */
export const STANDING_FILTERS = [
  'all',
  'behind',
  'needs-hand',
  'not-started',
  'in-progress',
  'finished',
] as const;

export type StandingFilter = (typeof STANDING_FILTERS)[number];
