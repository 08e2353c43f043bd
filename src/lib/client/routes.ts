/**
 * Builds every URL of the product. Pages, mails and tests take addresses from here; nothing else writes one. A module, not an object: a page loads
 * only the addresses that it uses.
 */
export * as routes from './routes/all.ts';

/** `next` after a login: only a path of our own, never another site's address. */
export function safeNext(next: string | null | undefined, fallback: string): string {
  return next && /^\/(?![/\\])[^\s\\]*$/.test(next) ? next : fallback;
}
