/**
 * Refuses a state-changing request that a browser sends from another site. Browsers mark every such request with
 * `Sec-Fetch-Site` or at least `Origin`; a client that sends neither is no browser and carries nobody else's cookies. The rules
 * are those of Go's net/http CrossOriginProtection (F. Valsorda, "Cross-Site Request Forgery", 2025).
 */
export function isSameOrigin(request: Request, ownOrigin: string): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return true;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin' || site === 'none';
  const origin = request.headers.get('origin');
  if (origin === null) return true;
  if (origin === ownOrigin) return true;
  return URL.canParse(origin) && new URL(origin).host === request.headers.get('host');
}
