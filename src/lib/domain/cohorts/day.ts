import { dayOf } from './calendar-day.ts';

const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

/**
 * A day as a date field of a form sends it and as it is kept. Empty is null: no day; undefined: it cannot be read, does not exist, or lies
 * outside the years 2000 to 2100. Days are days in UTC, and compare as texts.
 *
 * Worked example: `2028-02-29` is that day; `2026-02-29` does not exist.
 */
export function parseDay(text: string): string | null | undefined {
  const typed = text.trim();
  if (typed === '') return null;
  if (!/^\d{4}-\d\d-\d\d$/.test(typed)) return undefined;
  const date = dateOfDay(typed);
  if (Number.isNaN(date.getTime()) || dayOf(date) !== typed) return undefined;
  const year = date.getUTCFullYear();
  return year >= FIRST_YEAR && year <= LAST_YEAR ? typed : undefined;
}

/** The moment at which a day begins. */
export const dateOfDay = (day: string): Date => new Date(`${day}T00:00:00Z`);
