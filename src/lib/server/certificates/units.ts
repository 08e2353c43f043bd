const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const NUMBER = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

/*
 * The sheet's own units, in its one language: a process of the press knows no visitor and loads no messages.
 */

/** Worked example: `2026-03-02T08:00:00.000Z` is `2 March 2026`. */
export const dayOf = (moment: string): string => DAY.format(new Date(moment));

/** Worked example: 1 is `1 hour`, 5.5 is `5.5 hours`. */
export const hoursOf = (hours: number): string => (hours === 1 ? '1 hour' : `${NUMBER.format(hours)} hours`);

/** Worked example: 86.67 is `86.67%`. */
export const percentOf = (percent: number): string => `${NUMBER.format(percent)}%`;
