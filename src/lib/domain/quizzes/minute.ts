/**
 * A minute in UTC as a date field of a form sends it. Empty is null: no date; undefined: it cannot be read.
 *
 * Worked example: `2026-03-02T08:30` is 8:30 UTC on 2 March 2026; `2026-02-30T08:30` does not exist.
 */
export function parseMinute(text: string): Date | null | undefined {
  if (text === '') return null;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return undefined;
  const date = new Date(`${text}Z`);
  return Number.isNaN(date.getTime()) || toMinute(date) !== text ? undefined : date;
}

/** The way back. */
export const toMinute = (date: Date | null): string => date?.toISOString().slice(0, 16) ?? '';
