import { getLocale } from './paraglide/runtime.js';

/** Numbers, dates and lengths of time as the reader's locale writes them (Persian digits and calendar for `fa`). */

const INTL: Record<string, string> = { en: 'en-GB', fa: 'fa-IR' };
/** The reader's locale as Intl knows it. */
export const intl = (locale?: string) => INTL[locale ?? getLocale()] ?? 'en-GB';

/** Right-to-left locales of the interface. */
export const directionOf = (locale: string): 'ltr' | 'rtl' => (locale === 'fa' ? 'rtl' : 'ltr');

export const formatNumber = (value: number, locale?: string): string =>
  new Intl.NumberFormat(intl(locale), { maximumFractionDigits: 2 }).format(value);

/**
 * A number with its unit, as exact as it was given: "1.8 t", "8%". A year is its number alone. The whole keeps its direction inside
 * right-to-left text.
 */
export function formatQuantity(value: number, unit: string, locale?: string): string {
  const number = new Intl.NumberFormat(intl(locale), {
    maximumSignificantDigits: 12,
    useGrouping: 'min2',
  }).format(value);
  const after = unit === '' || unit === 'year' ? '' : /^[%٪°]/.test(unit) ? unit : ` ${unit}`;
  return `\u2066${number}${after}\u2069`;
}

/** `percent` from 0 to 100. */
export const formatPercent = (percent: number, locale?: string): string =>
  new Intl.NumberFormat(intl(locale), { style: 'percent', maximumFractionDigits: 0 }).format(percent / 100);

/** A day such as "8 June 2022"; for `fa` the Persian calendar with the Gregorian day in brackets. Days are those of UTC. */
export function formatDate(date: Date, locale?: string): string {
  const day: Intl.DateTimeFormatOptions = { dateStyle: 'long', timeZone: 'UTC' };
  const local = new Intl.DateTimeFormat(intl(locale), day).format(date);
  if ((locale ?? getLocale()) !== 'fa') return local;
  return `${local} (${new Intl.DateTimeFormat('fa-IR-u-ca-gregory', day).format(date)})`;
}

/** A day where there is little room, such as "8 Jun 2022". */
export const formatDateShort = (date: Date, locale?: string): string =>
  new Intl.DateTimeFormat(intl(locale), { dateStyle: 'medium', timeZone: 'UTC' }).format(date);

/** A moment such as "8 Jun 2022, 14:05 UTC". */
export const formatMoment = (date: Date, locale?: string): string =>
  new Intl.DateTimeFormat(intl(locale), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  }).format(date);

/** A length such as "35 min". */
export const formatMinutes = (minutes: number, locale?: string): string =>
  new Intl.NumberFormat(intl(locale), { style: 'unit', unit: 'minute', unitDisplay: 'short' }).format(
    minutes,
  );

/** Minutes and seconds such as "4:59"; a second that has begun counts. */
export function formatClock(milliseconds: number, locale?: string): string {
  const seconds = Math.ceil(milliseconds / 1000);
  const padded = new Intl.NumberFormat(intl(locale), { minimumIntegerDigits: 2 }).format(seconds % 60);
  return `${formatNumber(Math.floor(seconds / 60), locale)}:${padded}`;
}

/** A time in a recording such as "0:40" or "1:02:03". It keeps its direction inside right-to-left text. */
export function formatSeconds(seconds: number, locale?: string): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) =>
    new Intl.NumberFormat(intl(locale), { minimumIntegerDigits: 2 }).format(value);
  const one = (value: number) => new Intl.NumberFormat(intl(locale), { useGrouping: false }).format(value);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const text = hours > 0 ? `${one(hours)}:${two(minutes)}` : one(minutes);
  return `\u2066${text}:${two(whole % 60)}\u2069`;
}

/** A list in a sentence, such as "cement, steel and transport". */
export const formatList = (parts: readonly string[], locale?: string): string =>
  new Intl.ListFormat(intl(locale), { type: 'conjunction' }).format(parts);

/** The name of a language in the reader's language: "en" is "English". */
export const formatLanguage = (language: string, locale?: string): string =>
  new Intl.DisplayNames(intl(locale), { type: 'language' }).of(language) ?? language;

/** A size such as "12.4 MB" (a thousand bytes are a kilobyte). */
export function formatBytes(bytes: number, locale?: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return new Intl.NumberFormat(intl(locale), {
    style: 'unit',
    unit: units[step] ?? 'byte',
    // Short, it would be written in Latin letters among Persian ones.
    unitDisplay: (locale ?? getLocale()) === 'fa' ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** step);
}
