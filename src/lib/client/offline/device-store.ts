import { openDB, type DBSchema } from 'idb';

/** What one device keeps, by account: on a shared computer nobody meets what is another person's. */

export type KeptMediaKind = 'audio' | 'video-240';

/** A file that plays, kept in parts of `PART_BYTES`. */
export interface KeptMedia {
  /** Path at which the page asks for it. */
  address: string;
  kind: KeptMediaKind;
  mediaType: string;
  bytes: number;
}

export interface KeptModule {
  account: string;
  /** Slugs. */
  course: string;
  module: string;
  title: string;
  /** Language of the course text. */
  lang: string;
  sector: string;
  /** Milliseconds since 1970, by the clock of the device. */
  keptAt: number;
  /** Name of the cache that holds all of it. */
  cache: string;
  bytes: number;
  media: KeptMedia[];
  /** Path of the practice that is kept with it; null: the module cannot be practised now. */
  practice: string | null;
}

export type OutboxKind = 'section' | 'stand-in' | 'practice';

/** Something a learner did that the server has not confirmed. */
export interface OutboxEvent {
  /** UUID: the same at every sending. */
  id: string;
  account: string;
  course: string;
  module: string;
  kind: OutboxKind;
  /** Key of the section or segment, or id of the practice. */
  key: string;
  /** Raw answers by key of the question; only of a practice. */
  answers?: Record<string, unknown>;
  /** What the list calls it. */
  title: string;
  at: number;
}

/** Who the server last said is logged in here, and the language of their pages. */
export interface Presence {
  account: string | null;
  locale: string;
}

/** What is kept of a device beside the caches. The product keeps it in IndexedDB, tests in memory. */
export interface DeviceStore {
  /** Newest first. */
  listKept(account: string): Promise<KeptModule[]>;
  putKept(kept: KeptModule): Promise<void>;
  deleteKept(kept: Pick<KeptModule, 'account' | 'course' | 'module'>): Promise<void>;
  /** In the order in which they were added. */
  listEvents(account: string): Promise<OutboxEvent[]>;
  addEvent(event: OutboxEvent): Promise<void>;
  deleteEvent(id: string): Promise<void>;
  presence(): Promise<Presence | null>;
  setPresence(presence: Presence): Promise<void>;
  /** Nothing of anybody is kept, and nothing waits. */
  isEmpty(): Promise<boolean>;
}

interface Schema extends DBSchema {
  kept: { key: [string, string, string]; value: KeptModule; indexes: { account: string } };
  outbox: { key: number; value: OutboxEvent; indexes: { account: string; id: string } };
  presence: { key: 'presence'; value: Presence };
}

const open = () =>
  openDB<Schema>('pathways', 1, {
    upgrade(database) {
      const kept = database.createObjectStore('kept', { keyPath: ['account', 'course', 'module'] });
      kept.createIndex('account', 'account');
      const outbox = database.createObjectStore('outbox', { autoIncrement: true });
      outbox.createIndex('account', 'account');
      outbox.createIndex('id', 'id', { unique: true });
      database.createObjectStore('presence');
    },
  });

let opened: ReturnType<typeof open> | undefined;
const database = () =>
  (opened ??= open().catch((error: unknown) => {
    // The next one tries again.
    opened = undefined;
    throw error;
  }));

export const deviceStore: DeviceStore = {
  async listKept(account) {
    const all = await (await database()).getAllFromIndex('kept', 'account', account);
    return all.sort((a, b) => b.keptAt - a.keptAt);
  },
  async putKept(kept) {
    await (await database()).put('kept', kept);
  },
  async deleteKept({ account, course, module }) {
    await (await database()).delete('kept', [account, course, module]);
  },
  async listEvents(account) {
    return (await database()).getAllFromIndex('outbox', 'account', account);
  },
  async addEvent(event) {
    await (await database()).add('outbox', event);
  },
  async deleteEvent(id) {
    const store = await database();
    const key = await store.getKeyFromIndex('outbox', 'id', id);
    if (key !== undefined) await store.delete('outbox', key);
  },
  async presence() {
    return (await (await database()).get('presence', 'presence')) ?? null;
  },
  async setPresence(presence) {
    await (await database()).put('presence', presence, 'presence');
  },
  async isEmpty() {
    const store = await database();
    return (await store.count('kept')) + (await store.count('outbox')) === 0;
  },
};

const MARK = 'pathways.kept';

/**
 * Tells pages, the one that is open too, without a look into the database, that this device keeps something: only then they load what deals with
 * it (routes/+layout.svelte).
 */
export function markDevice(keeps: boolean): void {
  try {
    if (!keeps) return localStorage.removeItem(MARK);
    localStorage.setItem(MARK, '1');
    dispatchEvent(new Event(MARK));
  } catch {
    // Without it pages do as if nothing were kept; the service worker still answers.
  }
}
