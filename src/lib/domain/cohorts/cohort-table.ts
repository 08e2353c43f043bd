import type { CourseDocument } from '../courses/course.ts';
import { courseProgress } from '../progress/course-progress.ts';
import type { Evidence } from '../progress/evidence.ts';
import type { Missing, ModuleProgress } from '../progress/module-progress.ts';

/** The table of a cohort: every learner against every module, as an instructor reads it. */

export interface CohortLearner {
  userId: string;
  nameNative: string;
  nameLatin: string;
  email: string;
  lastActiveAt: Date | null;
  evidence: Evidence;
}

export interface CohortCell {
  moduleKey: string;
  state: 'not-started' | 'in-progress' | 'complete';
  missing: Missing[];
  bestPercent: number | null;
  completedAt: Date | null;
}

/** Why somebody may need a hand: a rule in words, never a score. */
export type NeedsHand =
  | { reason: 'never-started' }
  | { reason: 'away'; days: number }
  | { reason: 'quiz'; moduleKey: string; attempts: number };

export interface CohortRow extends Omit<CohortLearner, 'evidence'> {
  cells: CohortCell[];
  modulesDone: number;
  /** Mean of the best marks of the modules tried, in percent; null before any. */
  averagePercent: number | null;
  needsHand: NeedsHand | null;
}

export const COHORT_FILTERS = ['all', 'needs-hand', 'not-started', 'in-progress', 'complete'] as const;
export type CohortFilter = (typeof COHORT_FILTERS)[number];

/** `name`, `seen`, `mark`, `done`, or the key of a module. */
export interface CohortOrder {
  by: string;
  descending: boolean;
}

/** Days without a visit after which an unfinished learner may need a hand. */
export const AWAY_DAYS = 14;
/** Attempts without passing after which a quiz may need a hand. */
export const STUCK_ATTEMPTS = 3;
const DAY_MILLISECONDS = 86_400_000;

export function cohortRow(course: CourseDocument, learner: CohortLearner, now: Date): CohortRow {
  const { evidence, ...who } = learner;
  const progress = courseProgress(course, evidence);
  const marks = progress.modules.flatMap(({ quiz }) => (quiz.bestPercent === null ? [] : [quiz.bestPercent]));
  return {
    ...who,
    cells: progress.modules.map(({ moduleKey, state, missing, quiz, completedAt }) => ({
      moduleKey,
      state,
      missing: state === 'complete' ? [] : missing,
      bestPercent: quiz.bestPercent,
      completedAt,
    })),
    modulesDone: progress.modulesDone,
    averagePercent: marks.length ? marks.reduce((sum, mark) => sum + mark, 0) / marks.length : null,
    needsHand: progress.complete ? null : needsHand(learner, progress.modules, now),
  };
}

/**
 * The first rule that holds: a quiz tried three times and not passed, in a module that is not complete; never started; away for 14
 * days. Worked example: three failed attempts at steel and seen yesterday: `{ reason: 'quiz', moduleKey: 'steel', attempts: 3 }`.
 */
function needsHand(learner: CohortLearner, modules: readonly ModuleProgress[], now: Date): NeedsHand | null {
  const stuck = modules.find(
    ({ state, quiz }) => state !== 'complete' && !quiz.passed && quiz.attempts >= STUCK_ATTEMPTS,
  );
  if (stuck) return { reason: 'quiz', moduleKey: stuck.moduleKey, attempts: stuck.quiz.attempts };
  if (!learner.lastActiveAt) return { reason: 'never-started' };
  const days = Math.floor((now.getTime() - learner.lastActiveAt.getTime()) / DAY_MILLISECONDS);
  return days >= AWAY_DAYS ? { reason: 'away', days } : null;
}

const stateOf = (row: CohortRow) =>
  row.cells.every(({ state }) => state === 'complete')
    ? 'complete'
    : row.cells.some(({ state }) => state !== 'not-started')
      ? 'in-progress'
      : 'not-started';

/** The rows that the filter and the words let through; words are looked for in both names and the address. */
export function filterRows(rows: readonly CohortRow[], filter: CohortFilter, words = ''): CohortRow[] {
  const wanted = words.normalize('NFC').trim().toLowerCase();
  return rows.filter((row) => {
    if (filter === 'needs-hand' && !row.needsHand) return false;
    if (filter !== 'all' && filter !== 'needs-hand' && stateOf(row) !== filter) return false;
    return `${row.nameNative}\n${row.nameLatin}\n${row.email}`.toLowerCase().includes(wanted);
  });
}

/** Sorted copies; rows without the value come last whichever way, names break ties. */
export function sortRows(rows: readonly CohortRow[], order: CohortOrder): CohortRow[] {
  const byName = (a: CohortRow, b: CohortRow) => a.nameLatin.localeCompare(b.nameLatin, 'en');
  const sign = order.descending ? -1 : 1;
  if (order.by === 'name') return [...rows].sort((a, b) => sign * byName(a, b));
  return [...rows].sort((a, b) => {
    const [x, y] = [sortValue(a, order.by), sortValue(b, order.by)];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || byName(a, b);
    return sign * (x - y) || byName(a, b);
  });
}

function sortValue(row: CohortRow, by: string): number | null {
  if (by === 'seen') return row.lastActiveAt?.getTime() ?? null;
  if (by === 'mark') return row.averagePercent;
  if (by === 'done') return row.modulesDone;
  const cell = row.cells.find(({ moduleKey }) => moduleKey === by);
  if (!cell || cell.state === 'not-started') return null;
  return cell.state === 'complete' ? 1000 : 100 - cell.missing.length;
}
