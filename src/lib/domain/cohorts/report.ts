import { funnelOf, type FunnelStep } from '../charts/funnel.ts';
import { byWeek } from '../charts/series.ts';
import { addDays } from './calendar-day.ts';
import { byKey, meanMark, totalOf, type Tally, type TallyKind } from './tallies.ts';

/** Days in which a visit counts as active. */
export const ACTIVE_DAYS = 28;
/** Fewer answers than these are not shown: they would tell who gave them. */
export const FEWEST_ANSWERS = 5;
/** So many countries are named, the others are one sum. */
const MOST_COUNTRIES = 12;

/** What the report is made of. */
export const REPORT_KINDS = [
  ...(['learners', 'standing', 'active', 'finished', 'country', 'marks', 'marked'] as const),
  ...(['opened', 'passed', 'complete', 'useful'] as const),
] satisfies TallyKind[];

export interface CohortReport {
  learners: number;
  /** Opened a module, or more. */
  started: number;
  finished: number;
  /** Null where there is nobody. */
  finishedPercent: number | null;
  /** Were here in the last `ACTIVE_DAYS`. */
  active: number;
  /** Mean of the learners' averages; null before any mark. */
  meanPercent: number | null;
  marked: number;
  /** In their order, by how many completed them. */
  modules: (FunnelStep & { opened: number; passed: number; meanPercent: number | null })[];
  weeks: { week: string; count: number }[];
  countries: Countries;
  /** How useful modules were found, from 1 to 5; null below `FEWEST_ANSWERS`. */
  useful: Usefulness | null;
}

export interface Countries {
  /** Codes, the most frequent first. */
  named: { code: string; count: number }[];
  others: { count: number; countries: number };
  notSaid: number;
}

export interface Usefulness {
  answers: number;
  mean: number;
  /** By answer, from 1 to 5. */
  counts: number[];
}

/**
 * The report of one cohort from its counts, on a day (YYYY-MM-DD).
 *
 * Worked example: of 40 learners 10 not started and 12 finished: 30 started, 30 % finished. Four answers on usefulness: none are shown.
 */
export function cohortReport(
  tallies: readonly Tally[],
  moduleKeys: readonly string[],
  today: string,
): CohortReport {
  const of = (moduleKey: string) => tallies.filter((one) => one.moduleKey === moduleKey);
  const course = of('');
  const learners = totalOf(course, 'learners');
  const standing = (wanted: string) => totalOf(course, 'standing', (key) => key === wanted);
  const finished = standing('finished');
  const since = addDays(today, 1 - ACTIVE_DAYS);
  const modules = moduleKeys.map((key) => ({ key, tallies: of(key) }));
  return {
    learners,
    started: learners - standing('not-started'),
    finished,
    finishedPercent: learners > 0 ? (finished / learners) * 100 : null,
    active: totalOf(course, 'active', (day) => day >= since),
    meanPercent: meanMark(course),
    marked: totalOf(course, 'marked'),
    modules: funnelOf(
      learners,
      modules.map((one) => ({ key: one.key, count: totalOf(one.tallies, 'complete') })),
    ).map((step, index) => ({ ...step, ...moduleNumbers(modules[index]?.tallies ?? []) })),
    weeks: byWeek(
      byKey(course, 'finished').map(([day, count]) => ({ day, count })),
      today,
    ),
    countries: countriesOf(byKey(course, 'country')),
    useful: usefulnessOf(
      byKey(
        modules.flatMap((one) => one.tallies),
        'useful',
      ),
    ),
  };
}

const moduleNumbers = (tallies: readonly Tally[]) => ({
  opened: totalOf(tallies, 'opened'),
  passed: totalOf(tallies, 'passed'),
  meanPercent: meanMark(tallies),
});

function countriesOf(counts: readonly (readonly [string, number])[]): Countries {
  const known = counts
    .flatMap(([code, count]) => (code === '' ? [] : [{ code, count }]))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
  // A single other one is as long as the line that says so.
  const named = known.length === MOST_COUNTRIES + 1 ? known : known.slice(0, MOST_COUNTRIES);
  const others = known.slice(named.length);
  return {
    named,
    others: { count: others.reduce((sum, { count }) => sum + count, 0), countries: others.length },
    notSaid: counts.find(([code]) => code === '')?.[1] ?? 0,
  };
}

function usefulnessOf(answers: readonly (readonly [string, number])[]): Usefulness | null {
  const counts = ['1', '2', '3', '4', '5'].map((answer) => answers.find(([key]) => key === answer)?.[1] ?? 0);
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all < FEWEST_ANSWERS) return null;
  const sum = counts.reduce((total, count, index) => total + count * (index + 1), 0);
  return { answers: all, mean: sum / all, counts };
}
