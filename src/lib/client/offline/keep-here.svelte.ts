import { dev } from '$app/environment';
import { routes } from '../routes.ts';
import { deviceStore, markDevice, type KeptModule } from './device-store.ts';
import { forgetModule } from './forget.ts';
import { KeepError, keepModule, type KeepPlan, type KeepProblem } from './keeper.ts';

export type KeepState = 'idle' | 'keeping' | 'kept' | 'failed';

/** What the pages of a module weigh beside what this page has loaded: its practice and the page of what is kept. */
const OTHER_PAGES_BYTES = 150_000;

/** Keeps a module from its page, and tells how far it is. */
export class KeepHere {
  state = $state<KeepState>('idle');
  /** Stored so far. */
  bytes = $state(0);
  problem = $state<KeepProblem | null>(null);
  /** Bytes that the browser still gives us; null: it does not say. */
  free = $state<number | null>(null);
  #abort = new AbortController();

  /** A page without a secure context, or a browser without a service worker, keeps nothing. */
  static isPossible(): boolean {
    return 'serviceWorker' in navigator && 'caches' in globalThis && 'indexedDB' in globalThis;
  }

  /** Null when it failed; `problem` then says why. */
  async keep(plan: Omit<KeepPlan, 'inUse'>): Promise<KeptModule | null> {
    this.state = 'keeping';
    this.bytes = 0;
    this.problem = null;
    this.#abort = new AbortController();
    try {
      await registerWorker();
      // Asks the browser not to throw it away when space is short. Its answer changes nothing here.
      await navigator.storage?.persist?.().catch(() => false);
      const kept = await keepModule(
        {
          store: deviceStore,
          caches,
          fetch: (address, init) => fetch(address, init),
          now: () => Date.now(),
          onprogress: (bytes) => (this.bytes = bytes),
          signal: this.#abort.signal,
        },
        { ...plan, inUse: loadedFiles(/\.woff2$/) },
      );
      markDevice(true);
      this.state = 'kept';
      return kept;
    } catch (error) {
      await this.#fail(plan, error);
      return null;
    }
  }

  abort(): void {
    this.#abort.abort();
  }

  async #fail(plan: Omit<KeepPlan, 'inUse'>, error: unknown): Promise<void> {
    this.problem = error instanceof KeepError ? error.problem : 'refused';
    this.state = this.problem === 'aborted' ? 'idle' : 'failed';
    const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
    this.free = quota === undefined ? null : Math.max(0, quota - (usage ?? 0));
    // What was given up leaves nothing behind. After a broken line it stays, to be gone on with.
    const before = (await deviceStore.listKept(plan.account).catch(() => [])).some(
      ({ course, module }) => course === plan.course && module === plan.module,
    );
    if ((this.problem === 'aborted' || this.problem === 'no-space') && !before)
      await forgetModule({ store: deviceStore, caches }, plan).catch(() => {});
  }
}

/** Registered by the first "keep": who keeps nothing has none. */
async function registerWorker(): Promise<void> {
  await navigator.serviceWorker.register(routes.serviceWorker(), { type: dev ? 'module' : 'classic' });
}

/** Removes modules from this device. Once nothing is kept and nothing waits, it is as if it had never kept anything. */
export async function forgetHere(modules: readonly KeptModule[]): Promise<void> {
  for (const kept of modules) await forgetModule({ store: deviceStore, caches }, kept);
  if (!(await deviceStore.isEmpty())) return;
  markDevice(false);
  await (await navigator.serviceWorker.getRegistration())?.unregister();
}

/** Paths of files of the build that this page has loaded. */
function loadedFiles(name: RegExp): string[] {
  return performance
    .getEntriesByType('resource')
    .map((entry) => new URL(entry.name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/_app/immutable/'))
    .map(({ pathname }) => pathname)
    .filter((path) => name.test(path));
}

/** About how many bytes the reading of this page takes on the device, from what it has loaded itself. */
export function readingBytes(): number {
  const loaded = [
    ...performance.getEntriesByType('navigation'),
    ...performance.getEntriesByType('resource'),
  ] as PerformanceResourceTiming[];
  const ours = loaded.filter(({ name }) => name.startsWith(location.origin) && !name.includes('/api/'));
  return ours.reduce((sum, { decodedBodySize }) => sum + decodedBodySize, OTHER_PAGES_BYTES);
}
