import { routes } from '../routes.ts';
import type { KeptModule } from './device-store.ts';
import { isPageOf, keptResponse } from './kept-response.ts';

/** After something of a module was sent, its kept pages show it too. One that cannot be had now stays as it was. */
export async function refreshPages(
  around: {
    caches: Pick<CacheStorage, 'open'>;
    fetch(address: string, init: RequestInit): Promise<Response>;
  },
  { account, course, module, cache, practice }: KeptModule,
): Promise<void> {
  const kept = await around.caches.open(cache);
  for (const path of [routes.learnModule(course, module), ...(practice ? [practice] : [])]) {
    const response = await around.fetch(path, { headers: { accept: 'text/html' } });
    if (isPageOf(response, account) && !response.redirected)
      await kept.put(path, keptResponse(response, await response.blob(), Date.now()));
  }
}
