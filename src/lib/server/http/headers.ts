import { ACCOUNT_HEADER, NOBODY } from '#lib/domain/accounts/account-header.ts';

/** Headers that every answer carries. The Content-Security-Policy of pages stands in svelte.config.js, with its nonce. */
export function addSecurityHeaders(
  response: Response,
  options: { secure: boolean; account: string | null },
): void {
  const { headers } = response;
  headers.set('x-content-type-options', 'nosniff');
  headers.set('x-frame-options', 'DENY');
  headers.set('referrer-policy', 'strict-origin-when-cross-origin');
  headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
  headers.set('cross-origin-opener-policy', 'same-origin');
  if (options.secure) headers.set('strict-transport-security', 'max-age=31536000');
  headers.set(ACCOUNT_HEADER, options.account ?? NOBODY);
  // A shared computer must not show one person's page to the next through the back button or a proxy.
  if (options.account && !headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
}
