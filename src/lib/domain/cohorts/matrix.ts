import type { HelpReason } from './needs-help.ts';

/** The table of a cohort: learners against modules, as an instructor reads it, a page at a time. */

export const MATRIX_FILTERS = [
  'all',
  'needs-help',
  'behind',
  'not-started',
  'in-progress',
  'finished',
] as const;
export type MatrixFilter = (typeof MATRIX_FILTERS)[number];

/** Besides these, the key of a module: how much of it is done. */
export const MATRIX_COLUMNS = ['name', 'done', 'mark', 'seen', 'due'] as const;

export interface MatrixOrder {
  /** One of MATRIX_COLUMNS or a module's key. */
  by: string;
  descending: boolean;
}

export interface MatrixCell {
  moduleKey: string;
  state: 'not-started' | 'in-progress' | 'complete';
  stepsDone: number;
  stepsTotal: number;
  attempts: number;
  bestPercent: number | null;
  ways: ('video' | 'audio' | 'transcript')[];
  dueOn: string | null;
  completedOn: string | null;
}

export interface MatrixRow {
  userId: string;
  nameNative: string;
  nameLatin: string;
  email: string;
  lastActiveAt: Date | null;
  modulesDone: number;
  averagePercent: number | null;
  /** The next deadline. */
  dueOn: string | null;
  isBehind: boolean;
  cells: MatrixCell[];
  /** What holds today; empty while snoozed. */
  reasons: HelpReason[];
}

/** Where a page begins: after the row that has this value in the column of the order, and this id. */
export interface MatrixPlace {
  value: string | number | null;
  userId: string;
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** As addresses hold it. Worked example: `{ value: 'amir', userId: '0192…' }` is `0192…amir` with a dot between and an `s` before the value. */
export function placeText({ value, userId }: MatrixPlace): string {
  if (value === null) return userId;
  return `${userId}.${typeof value === 'number' ? 'n' : 's'}${value}`;
}

/** Anything that is not a place is the first page. */
export function readPlace(text: string | null | undefined): MatrixPlace | null {
  const userId = (text ?? '').slice(0, 36);
  const rest = (text ?? '').slice(36);
  if (!UUID.test(userId)) return null;
  if (rest === '') return { value: null, userId };
  const value = rest.slice(2);
  if (rest.startsWith('.s') && value.length <= 300 && !value.includes('\0')) return { value, userId };
  const number = Number(value);
  return rest.startsWith('.n') && value !== '' && Number.isFinite(number) ? { value: number, userId } : null;
}

/**
 * The words to look for, each by its beginning, in lower case: the last is often half typed. An address is one word, and so is what stands behind its @. At
 * most five. Worked example: `Aigerim  NUR @Energy.kz` is `['aigerim', 'nur', 'energy.kz']`.
 */
export const searchWordsOf = (typed: string): string[] =>
  typed
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('\0', ' ')
    .split(/\s+/)
    .map((word) => word.replace(/^@+/, ''))
    .filter((word) => word !== '')
    .slice(0, 5);
