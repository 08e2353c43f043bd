import { ACCOUNT_HEADER, NOBODY } from '#lib/domain/accounts/account-header.ts';
import { routes } from '../routes.ts';
import type { DeviceStore, KeptModule, Presence } from './device-store.ts';
import { forgetAccount } from './forget.ts';
import { offlinePage } from './offline-page.ts';
import { partAddress, partCount, rangeOf, streamOf } from './parts.ts';

/** What of a request decides how it is answered; it is handed on as it is. */
export type Asked = Pick<Request, 'url' | 'method' | 'mode' | 'headers'>;

export interface KeptSurroundings {
  origin: string;
  store: DeviceStore;
  caches: Pick<CacheStorage, 'open' | 'match' | 'delete'>;
  fetch(asked: Asked): Promise<Response>;
  wait(milliseconds: number): Promise<void>;
  /** Nothing is kept any more. */
  retire(): Promise<unknown>;
}

/** A server that says nothing for so long is given up where the device has the page. */
const SILENCE_MILLISECONDS = 4_000;

/** What stands between here and the server says so when the server is gone. */
const GATEWAY = new Set([502, 503, 504]);

const MATCHING = { ignoreVary: true, ignoreSearch: true };

/**
 * How the service worker answers. Pages come from the network; only when that fails, or says nothing for four seconds, from what the
 * account that was last seen on this device has kept. What never changes under its address (scripts, styles, fonts, pictures and files that play) comes
 * from the device where it is kept. Nothing is kept from here. Whatever goes wrong with the device, the network answers.
 */
export class KeptAnswers {
  readonly #around: KeptSurroundings;

  constructor(around: KeptSurroundings) {
    this.#around = around;
  }

  /** The answer; null: the browser does what it would do anyway. */
  answer(asked: Asked): Promise<Response> | null {
    const { origin, pathname, search } = new URL(asked.url);
    if (origin !== this.#around.origin) return null;
    if (asked.method === 'POST' && asked.mode === 'navigate' && pathname === routes.logout())
      return this.#logOut(asked);
    if (asked.method !== 'GET') return null;
    if (asked.mode === 'navigate') return this.#page(asked, pathname);
    if (pathname.endsWith('/__data.json')) return this.#seen(asked);
    if (pathname.startsWith('/_app/immutable/')) return this.#build(asked, pathname);
    if (pathname.startsWith(routes.picture(''))) return this.#deviceFirst(asked, pathname);
    if (pathname.startsWith(routes.recordingFile('')) && search === '') return this.#media(asked, pathname);
    if (pathname.startsWith('/api/captions/')) return this.#networkFirst(asked, pathname);
    return null;
  }

  async #page(asked: Asked, pathname: string): Promise<Response> {
    const network = this.#seen(asked);
    // Whoever waits for it first hears of its failure; until then it is nobody's error.
    network.catch(() => {});
    const kept = await this.#kept(pathname);
    try {
      if (!kept) return await network;
      const silence = this.#around.wait(SILENCE_MILLISECONDS).then(() => null);
      const answered = await Promise.race([network, silence]);
      return !answered || GATEWAY.has(answered.status) ? kept : answered;
    } catch (error) {
      const instead = kept ?? (await this.#offlinePage());
      if (instead) return instead;
      throw error;
    }
  }

  /** The network's answer; it tells who is logged in. */
  async #seen(asked: Asked): Promise<Response> {
    const response = await this.#around.fetch(asked);
    const said = response.headers.get(ACCOUNT_HEADER);
    if (said !== null) await this.#remember(said === NOBODY ? null : said);
    return response;
  }

  async #remember(account: string | null): Promise<void> {
    try {
      const before = await this.#around.store.presence();
      if (before?.account !== account)
        await this.#around.store.setPresence({ locale: before?.locale ?? 'en', account });
    } catch {
      // Then the device does not know, and shows nothing kept.
    }
  }

  /** Logging out removes what this account keeps here; what is not sent yet stays under it. */
  async #logOut(asked: Asked): Promise<Response> {
    const account = (await this.#presence())?.account;
    const response = await this.#around.fetch(asked);
    if (account && (response.ok || response.type === 'opaqueredirect'))
      try {
        await forgetAccount(this.#around, account);
        await this.#remember(null);
        if (await this.#around.store.isEmpty()) await this.#around.retire();
      } catch {
        // What could not be removed is still shown to nobody else.
      }
    return response;
  }

  /** Files of the build hold nothing of anybody: every cache will do. */
  async #build(asked: Asked, pathname: string): Promise<Response> {
    const kept = await this.#around.caches.match(pathname, MATCHING).catch(() => undefined);
    return kept ?? this.#around.fetch(asked);
  }

  async #deviceFirst(asked: Asked, pathname: string): Promise<Response> {
    return (await this.#kept(pathname)) ?? this.#around.fetch(asked);
  }

  async #networkFirst(asked: Asked, pathname: string): Promise<Response> {
    try {
      return await this.#around.fetch(asked);
    } catch (error) {
      const kept = await this.#kept(pathname);
      if (kept) return kept;
      throw error;
    }
  }

  async #media(asked: Asked, pathname: string): Promise<Response> {
    try {
      for (const { cache, media } of await this.#modules()) {
        const file = media.find(({ address }) => address === pathname);
        const answer = file && (await keptMedia(await this.#around.caches.open(cache), file, asked.headers));
        if (answer) return answer;
      }
    } catch {
      // The network has it too.
    }
    return this.#around.fetch(asked);
  }

  async #kept(pathname: string): Promise<Response | null> {
    try {
      for (const { cache } of await this.#modules()) {
        const kept = await (await this.#around.caches.open(cache)).match(pathname, MATCHING);
        if (kept) return kept;
      }
    } catch {
      // A full or broken device keeps nothing.
    }
    return null;
  }

  async #offlinePage(): Promise<Response | null> {
    const modules = await this.#modules().catch(() => []);
    if (modules.length === 0) return null;
    return offlinePage(modules, (await this.#presence())?.locale ?? 'en');
  }

  async #modules(): Promise<KeptModule[]> {
    const here = await this.#presence();
    return here?.account ? this.#around.store.listKept(here.account) : [];
  }

  async #presence(): Promise<Presence | null> {
    return this.#around.store.presence().catch(() => null);
  }
}

/** A kept file, whole or the range that is asked for; null when a part of it is gone. */
async function keptMedia(
  cache: Cache,
  { address, bytes, mediaType }: KeptModule['media'][number],
  headers: Headers,
): Promise<Response | null> {
  const parts = await Promise.all(
    Array.from({ length: partCount(bytes) }, (_part, index) => cache.match(partAddress(address, index))),
  );
  if (parts.some((part) => !part)) return null;
  const range = rangeOf(headers.get('range'), bytes);
  const said = { 'content-type': mediaType, 'accept-ranges': 'bytes', 'x-content-type-options': 'nosniff' };
  if (range === 'unsatisfiable')
    return new Response(null, { status: 416, headers: { ...said, 'content-range': `bytes */${bytes}` } });
  const { start, end } = range ?? { start: 0, end: bytes - 1 };
  const body = streamOf({ start, end }, async (index) => {
    const part = await cache.match(partAddress(address, index));
    if (!part) throw new Error(`Part ${index} of ${address} is gone.`);
    return new Uint8Array(await part.arrayBuffer());
  });
  const length = { 'content-length': String(end - start + 1) };
  return range
    ? new Response(body, {
        status: 206,
        headers: { ...said, ...length, 'content-range': `bytes ${start}-${end}/${bytes}` },
      })
    : new Response(body, { headers: { ...said, ...length } });
}
