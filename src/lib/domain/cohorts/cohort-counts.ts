import { addDays } from './calendar-day.ts';
import { meanMark, totalOf, type Tally } from './tallies.ts';

/** A cohort at a glance: the four groups part it. */
export interface CohortCounts {
  learners: number;
  notStarted: number;
  onTrack: number;
  /** Under way, and a deadline has passed. */
  behind: number;
  finished: number;
  /** Their last visit was today or on one of the six days before. */
  activeThisWeek: number;
  needHelp: number;
  /** Mean of the learners' average marks; null before any. */
  averagePercent: number | null;
}

/**
 * From the counts of one cohort. Who has not begun is in that group, also where a deadline has passed. Worked example: 10 learners, 2 finished, 4 not
 * begun, 1 of the others with a deadline of yesterday: behind 1, on track 3.
 */
export function cohortCounts(tallies: readonly Tally[], today: string): CohortCounts {
  const standing = (wanted: string) => totalOf(tallies, 'standing', (key) => key === wanted);
  const behind = totalOf(tallies, 'due', (day) => day < today);
  const weekAgo = addDays(today, -6);
  return {
    learners: totalOf(tallies, 'learners'),
    notStarted: standing('not-started'),
    onTrack: standing('in-progress') - behind,
    behind,
    finished: standing('finished'),
    activeThisWeek: totalOf(tallies, 'active', (day) => day >= weekAgo),
    needHelp: totalOf(tallies, 'hand', (day) => day <= today),
    averagePercent: meanMark(tallies),
  };
}

/** How many of them a filter of the table lets through. */
export const countOf = (counts: CohortCounts, filter: string): number =>
  ({
    'needs-help': counts.needHelp,
    behind: counts.behind,
    'not-started': counts.notStarted,
    'in-progress': counts.onTrack + counts.behind,
    finished: counts.finished,
  })[filter] ?? counts.learners;
