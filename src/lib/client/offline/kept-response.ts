import { ACCOUNT_HEADER } from '#lib/domain/accounts/account-header.ts';

/** What of an answer is kept beside its body: not its encoding and length, which are those of the journey. */
const HEADERS = [
  'content-type',
  'content-security-policy',
  'link',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
  'x-content-type-options',
  'x-frame-options',
];

const KEPT_TIMING = 'kept';

/** When the page that is shown was kept, in milliseconds since 1970; null: it comes from the server. */
export function shownSince(): number | null {
  const [shown] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return shown?.serverTiming.find(({ name }) => name === KEPT_TIMING)?.duration ?? null;
}

/**
 * An answer as it is kept. A page says in its timings that it comes from the device and since when it is there: the only header of a page that
 * its own scripts can read.
 */
export function keptResponse(response: Response, body: Blob, now?: number): Response {
  const headers = HEADERS.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value] as [string, string]];
  });
  if (now !== undefined) headers.push(['server-timing', `${KEPT_TIMING};dur=${now}`]);
  return new Response(body, { headers });
}

/** A page of that account, where it was asked for; not a login page, and not the page of whoever logged in since. */
export const isPageOf = (response: Response, account: string): boolean =>
  response.ok && response.headers.get(ACCOUNT_HEADER) === account;
