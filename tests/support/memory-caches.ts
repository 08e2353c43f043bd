/** The caches of a browser, in memory: as much as the product uses. `room`: bytes that may still be stored. */
export class MemoryCaches implements Pick<CacheStorage, 'open' | 'match' | 'delete'> {
  readonly #caches = new Map<string, MemoryCache>();
  room = Infinity;

  async open(name: string): Promise<Cache> {
    const cache = this.#caches.get(name) ?? new MemoryCache(this);
    this.#caches.set(name, cache);
    return cache as unknown as Cache;
  }

  async match(path: RequestInfo | URL): Promise<Response | undefined> {
    for (const cache of this.#caches.values()) {
      const found = await cache.match(path);
      if (found) return found;
    }
    return undefined;
  }

  async delete(name: string): Promise<boolean> {
    return this.#caches.delete(name);
  }

  get names(): string[] {
    return [...this.#caches.keys()];
  }

  /** What a cache holds, by path. */
  paths(name: string): string[] {
    return [...(this.#caches.get(name)?.kept.keys() ?? [])];
  }
}

class MemoryCache {
  readonly kept = new Map<string, { body: ArrayBuffer; headers: Headers }>();
  readonly #caches: MemoryCaches;

  constructor(caches: MemoryCaches) {
    this.#caches = caches;
  }

  async match(path: RequestInfo | URL): Promise<Response | undefined> {
    const found = this.kept.get(String(path));
    return found && new Response(found.body.slice(0), { headers: found.headers });
  }

  async put(path: RequestInfo | URL, response: Response): Promise<void> {
    const body = await response.arrayBuffer();
    if (body.byteLength > this.#caches.room) throw new DOMException('Quota exceeded.', 'QuotaExceededError');
    this.#caches.room -= body.byteLength;
    this.kept.set(String(path), { body, headers: response.headers });
  }
}
