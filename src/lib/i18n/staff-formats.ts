import { formatDateShort, intl } from './formats.ts';

/** What only pages of the staff and of the account write: the pages of learners do not load it. */

/** The same of a day as a text, such as `2022-06-08`. */
export const formatDayShort = (day: string, locale?: string): string =>
  formatDateShort(new Date(`${day}T00:00:00Z`), locale);

/** A day of which the year is plain, such as "8 Jun". */
export const formatDayOfYear = (day: string, locale?: string): string =>
  new Intl.DateTimeFormat(intl(locale), { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

/** The time of a moment without its day, such as "14:05"; in UTC. */
export const formatTime = (date: Date, locale?: string): string =>
  new Intl.DateTimeFormat(intl(locale), { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(date);

/** A country by its code (ISO 3166-1), such as "Kazakhstan". */
export const formatCountry = (code: string, locale?: string): string =>
  new Intl.DisplayNames(intl(locale), { type: 'region', fallback: 'code' }).of(code) ?? code;

/** Countries as a list to choose from, by name. */
export function countryOptions(
  codes: readonly string[],
  locale?: string,
): { value: string; label: string }[] {
  const order = new Intl.Collator(intl(locale));
  return codes
    .map((value) => ({ value, label: formatCountry(value, locale) }))
    .sort((a, b) => order.compare(a.label, b.label));
}

/** A count where there is little room, such as "1.2M". */
export const formatCompact = (value: number, locale?: string): string =>
  new Intl.NumberFormat(intl(locale), { notation: 'compact', maximumFractionDigits: 1 }).format(value);
