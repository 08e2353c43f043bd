import { NO_MEMORY, type SourceMemory } from '../../domain/courses/sources.ts';
import { SOURCE_KINDS, type SourceKind } from '../../domain/courses/recording-file.ts';

const KEY = 'pathways.sources';
/** People travel, and lines are mended: after a week a source that could not be reached is tried again. */
const FORGOTTEN_MILLISECONDS = 7 * 86_400_000;

interface Kept {
  chosen: SourceKind | null;
  /** When each could not be reached. */
  unreachable: Partial<Record<SourceKind, number>>;
  rate: number;
}

const NOTHING: Kept = { chosen: null, unreachable: {}, rate: 1 };

/** What this device remembers of recordings: the source that was chosen, those that were blocked, and the speed. */
export class SourceStore {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly #now: () => number;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage, now = () => Date.now()) {
    this.#storage = storage;
    this.#now = now;
  }

  get memory(): SourceMemory {
    const { chosen, unreachable } = this.#read();
    const since = this.#now() - FORGOTTEN_MILLISECONDS;
    return {
      chosen,
      unreachable: SOURCE_KINDS.filter((kind) => (unreachable[kind] ?? -Infinity) > since),
    };
  }

  get rate(): number {
    return this.#read().rate;
  }

  set rate(rate: number) {
    this.#write({ ...this.#read(), rate });
  }

  choose(kind: SourceKind): void {
    const { unreachable, ...kept } = this.#read();
    this.#write({ ...kept, chosen: kind, unreachable: without(unreachable, kind) });
  }

  /** It could not be reached from here. */
  fail(kind: SourceKind): void {
    const { unreachable, ...kept } = this.#read();
    this.#write({ ...kept, unreachable: { ...unreachable, [kind]: this.#now() } });
  }

  #read(): Kept {
    try {
      const kept = JSON.parse(this.#storage.getItem(KEY) ?? 'null') as Partial<Kept> | null;
      const { chosen, unreachable, rate } = { ...NOTHING, ...kept };
      return {
        chosen: SOURCE_KINDS.find((kind) => kind === chosen) ?? null,
        unreachable: typeof unreachable === 'object' ? unreachable : {},
        rate: typeof rate === 'number' && rate >= 0.5 && rate <= 2 ? rate : 1,
      };
    } catch {
      return NOTHING;
    }
  }

  #write(kept: Kept): void {
    try {
      this.#storage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // A browser without storage asks again the next time.
    }
  }
}

const without = (all: Kept['unreachable'], kind: SourceKind) =>
  Object.fromEntries(Object.entries(all).filter(([other]) => other !== kind));

/** What is remembered, or nothing where there is no storage to ask (on the server, in a locked browser). */
export function rememberedSources(): SourceMemory {
  try {
    return new SourceStore().memory;
  } catch {
    return NO_MEMORY;
  }
}
