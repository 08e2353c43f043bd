/** Days as texts, `2026-03-01`, in UTC: they sort as they follow each other. */

const DAY_MILLISECONDS = 86_400_000;

const numberOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY_MILLISECONDS;

export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** Worked example: `addDays('2026-02-27', 2)` is `2026-03-01`. */
export const addDays = (day: string, days: number): string =>
  dayOf(new Date((numberOf(day) + days) * DAY_MILLISECONDS));

/** From the first to the second; negative where the second comes first. */
export const daysBetween = (from: string, to: string): number => numberOf(to) - numberOf(from);
