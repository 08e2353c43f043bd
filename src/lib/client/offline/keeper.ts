import { routes } from '../routes.ts';
import { linkedFiles, neededBy, picturesIn } from './addresses.ts';
import { cacheSlots, nextSlot } from './cache-slots.ts';
import type { DeviceStore, KeptMedia, KeptModule } from './device-store.ts';
import { isPageOf, keptResponse } from './kept-response.ts';
import { partAddress, partCount, partRange, type ByteRange } from './parts.ts';

/** What is to be kept. */
export interface KeepPlan {
  account: string;
  course: string;
  module: string;
  title: string;
  lang: string;
  sector: string;
  locale: string;
  media: readonly KeptMedia[];
  /** Paths of captions. */
  captions: readonly string[];
  /** Paths of files of the build that the page has in use and does not name, such as fonts. */
  inUse: readonly string[];
}

/** Why a module could not be kept. */
export type KeepProblem = 'no-space' | 'no-line' | 'signed-out' | 'refused' | 'aborted';

export class KeepError extends Error {
  readonly problem: KeepProblem;

  constructor(problem: KeepProblem) {
    super(problem);
    this.name = 'KeepError';
    this.problem = problem;
  }
}

export interface KeepSurroundings {
  store: DeviceStore;
  caches: Pick<CacheStorage, 'open' | 'delete'>;
  fetch(address: string, init: RequestInit): Promise<Response>;
  now(): number;
  /** Bytes that were stored since the start. */
  onprogress(bytes: number): void;
  signal: AbortSignal;
}

/**
 * Makes one copy of a module on the device: its page, a practice, the page of what is kept, their scripts, styles and fonts, pictures, captions and
 * the chosen files that play. It is made beside the copy that is there; that one is shown until the new one is whole. What a copy that broke off
 * had already is not fetched again. Throws a `KeepError`.
 */
export async function keepModule(around: KeepSurroundings, plan: KeepPlan): Promise<KeptModule> {
  try {
    return await new Copy(around, plan).make();
  } catch (error) {
    throw error instanceof KeepError ? error : new KeepError(problemOf(error, around.signal));
  }
}

function problemOf(error: unknown, signal: AbortSignal): KeepProblem {
  if (signal.aborted) return 'aborted';
  const { name } = error instanceof Error || error instanceof DOMException ? error : { name: '' };
  if (name === 'QuotaExceededError') return 'no-space';
  // A dead line is a TypeError, one that breaks in the middle an AbortError or a NetworkError.
  return ['TypeError', 'AbortError', 'NetworkError', 'TimeoutError'].includes(name) ? 'no-line' : 'refused';
}

class Copy {
  readonly #around: KeepSurroundings;
  readonly #plan: KeepPlan;
  #bytes = 0;

  constructor(around: KeepSurroundings, plan: KeepPlan) {
    this.#around = around;
    this.#plan = plan;
  }

  async make(): Promise<KeptModule> {
    const { store, caches } = this.#around;
    const { account, course, module, title, lang, sector, locale } = this.#plan;
    const before = (await store.listKept(account)).find((kept) => isSame(kept, this.#plan));
    const name = nextSlot(this.#plan, before?.cache);
    const cache = await caches.open(name);
    const old = before ? await caches.open(before.cache) : null;
    const practice = await this.#practice(cache);
    const pages = [
      ...(practice ? [practice.page] : []),
      await this.#page(cache, routes.learnModule(course, module)),
      await this.#page(cache, routes.kept()),
    ];
    await this.#build(cache, pages);
    for (const path of pages.flatMap(({ html }) => picturesIn(html))) await this.#file(cache, path, old);
    for (const path of this.#plan.captions) await this.#fresh(cache, path);
    for (const media of this.#plan.media) await this.#media(cache, media, old);
    const kept: KeptModule = {
      ...{ account, course, module, title, lang, sector },
      keptAt: this.#around.now(),
      cache: name,
      bytes: this.#bytes,
      media: [...this.#plan.media],
      practice: practice?.path ?? null,
    };
    await store.putKept(kept);
    await store.setPresence({ account, locale });
    await Promise.all(cacheSlots(kept).map((slot) => slot !== name && caches.delete(slot)));
    return kept;
  }

  /** Starts a practice, or takes up the one that is open. Null: the module cannot be practised now; the rest is kept all the same. */
  async #practice(cache: Cache): Promise<{ path: string; page: KeptPage } | null> {
    const overview = routes.practice(this.#plan.course, this.#plan.module);
    const response = await this.#get(`${overview}?/start`, {
      method: 'POST',
      body: new URLSearchParams(),
      headers: { accept: 'text/html' },
    });
    const path = new URL(response.url).pathname;
    if (!response.ok || !path.startsWith(`${overview}/`)) return null;
    return { path, page: await this.#keepPage(cache, path, response) };
  }

  async #page(cache: Cache, path: string): Promise<KeptPage> {
    const response = await this.#get(path, { headers: { accept: 'text/html' } });
    if (!response.ok || response.redirected) throw new KeepError('refused');
    return this.#keepPage(cache, path, response);
  }

  async #keepPage(cache: Cache, path: string, response: Response): Promise<KeptPage> {
    if (!isPageOf(response, this.#plan.account)) throw new KeepError('signed-out');
    const link = response.headers.get('link');
    const html = await (await this.#put(cache, path, response, this.#around.now())).text();
    return { path, html, link };
  }

  /** Scripts and styles, from file to file; a file of the build never changes under its address. */
  async #build(cache: Cache, pages: readonly KeptPage[]): Promise<void> {
    const waiting = [
      ...pages.flatMap(({ path, html, link }) => [...linkedFiles(link, path), ...neededBy(path, html)]),
      ...this.#plan.inUse,
    ];
    const seen = new Set<string>();
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const body = await this.#file(cache, path, null);
      if (path.endsWith('.js')) waiting.push(...neededBy(path, await body.text()));
    }
  }

  /** Something that never changes under its address: not fetched again where this copy or the one before has it. */
  async #file(cache: Cache, path: string, old: Cache | null): Promise<Blob> {
    const here = await cache.match(path, { ignoreVary: true });
    if (here) return this.#count(await here.blob());
    const there = await old?.match(path, { ignoreVary: true });
    return there ? this.#put(cache, path, there) : this.#fresh(cache, path);
  }

  async #fresh(cache: Cache, path: string): Promise<Blob> {
    const response = await this.#get(path);
    if (!response.ok) throw new KeepError('refused');
    return this.#put(cache, path, response);
  }

  /** In parts, so that a broken line costs one of them. A server that sends the whole at once is taken at its word. */
  async #media(cache: Cache, { address, bytes, mediaType }: KeptMedia, old: Cache | null): Promise<void> {
    for (let part = 0; part < partCount(bytes); part++) {
      const name = partAddress(address, part);
      const { start, end } = partRange(part, bytes);
      if (await cache.match(name)) {
        this.#note(end + 1 - start);
        continue;
      }
      const known = await old?.match(name);
      const piece = known ? await known.blob() : await this.#piece(address, { start, end });
      if (piece.size !== end + 1 - start) throw new KeepError('refused');
      await this.#put(cache, name, new Response(piece, { headers: { 'content-type': mediaType } }));
    }
  }

  async #piece(address: string, { start, end }: ByteRange): Promise<Blob> {
    const response = await this.#get(address, { headers: { range: `bytes=${start}-${end}` } });
    if (!response.ok) throw new KeepError('refused');
    const got = await response.blob();
    return response.status === 206 ? got : got.slice(start, end + 1);
  }

  async #get(address: string, init: RequestInit = {}): Promise<Response> {
    const { signal } = this.#around;
    const response = await this.#around.fetch(address, { ...init, signal });
    if (response.status === 401 || new URL(response.url || 'http://here/').pathname === routes.login())
      throw new KeepError('signed-out');
    if (response.status >= 500) throw new KeepError('no-line');
    return response;
  }

  async #put(cache: Cache, path: string, response: Response, now?: number): Promise<Blob> {
    const body = await response.blob();
    this.#around.signal.throwIfAborted();
    await cache.put(path, keptResponse(response, body, now));
    return this.#count(body);
  }

  #count(body: Blob): Blob {
    this.#note(body.size);
    return body;
  }

  #note(bytes: number): void {
    this.#bytes += bytes;
    this.#around.onprogress(this.#bytes);
  }
}

interface KeptPage {
  path: string;
  html: string;
  link: string | null;
}

const isSame = (a: Pick<KeptModule, 'course' | 'module'>, b: Pick<KeptModule, 'course' | 'module'>) =>
  a.course === b.course && a.module === b.module;
