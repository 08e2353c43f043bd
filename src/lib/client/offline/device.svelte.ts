import { marksShown } from '#lib/domain/progress/marks-shown.ts';
import { countKeptReports, sendKeptReports } from '../player/kept-reports.ts';
import {
  deviceStore,
  markDevice,
  type KeptModule,
  type OutboxEvent,
  type OutboxKind,
} from './device-store.ts';
import { here, type DeviceWork } from './here.svelte.ts';
import { Outbox, post, type Waiting } from './outbox.ts';
import { sendWaiting } from './send-waiting.ts';
import { SYNC_TAG } from './sync-tag.ts';

/** How often a page tries again by itself while something waits. */
const RETRY_MILLISECONDS = 30_000;

/**
 * The device as one page sees it: what the account that is logged in has kept and what of its work waits to be sent. One for all components of a
 * page.
 */
class Device {
  account = $state<string | null>(null);
  kept = $state.raw<readonly KeptModule[]>([]);
  waiting = $state.raw<readonly OutboxEvent[]>([]);
  /** Reports of watching that wait; the player keeps them. */
  waitingReports = $state(0);
  /** Why something still waits; null before anything was tried, or when all is sent. */
  problem = $state<Waiting | null>(null);
  sending = $state(false);
  /** Sent since the page was opened. */
  sent = $state.raw<readonly OutboxEvent[]>([]);

  readonly #outbox = new Outbox({ store: deviceStore, post });
  #again: ReturnType<typeof setTimeout> | undefined;
  #opening: Promise<void> | null = null;

  get waitingCount(): number {
    return this.waiting.length + this.waitingReports;
  }

  /** Looks what is there for an account; again, when it is another one. */
  open(account: string): Promise<void> {
    if (this.account !== account || !this.#opening) {
      if (this.account === null) addEventListener('online', () => void this.send());
      this.account = account;
      this.#opening = this.look();
    }
    return this.#opening;
  }

  async look(): Promise<void> {
    const { account } = this;
    if (account === null) return;
    const [kept, waiting] = await Promise.all([
      deviceStore.listKept(account),
      deviceStore.listEvents(account),
    ]);
    this.kept = kept;
    this.waitingReports = countKeptReports(account);
    this.#show(waiting);
    if (await deviceStore.isEmpty()) markDevice(false);
  }

  /** Adds what was done without a line. It is sent as soon as there is one, also when no page is open, where the browser can do that. */
  async add(event: Omit<OutboxEvent, 'id' | 'at' | 'account'> & { account: string }): Promise<void> {
    await this.open(event.account);
    await this.#outbox.add({ ...event, id: newEventId(), at: Date.now() });
    markDevice(true);
    await this.look();
    this.problem = 'no-line';
    this.#tryLater();
    await askForSync();
  }

  async takeBack(
    what: Pick<OutboxEvent, 'account' | 'course' | 'module' | 'kind' | 'key'>,
  ): Promise<boolean> {
    const taken = await this.#outbox.takeBack(what);
    if (taken) await this.look();
    return taken;
  }

  /** Sends what waits: first marks and practices, then what the player kept of watching. One page of a browser at a time. */
  async send(): Promise<void> {
    const { account } = this;
    if (account === null || this.sending) return;
    this.sending = true;
    clearTimeout(this.#again);
    try {
      const { sent, problem } = await sendWaiting(account);
      const isDown = problem === 'no-line' || problem === 'signed-out';
      const reports = isDown ? 'waiting' : await sendKeptReports(account);
      this.problem = problem ?? (reports === 'waiting' ? 'no-line' : null);
      this.sent = [...this.sent, ...sent];
    } finally {
      this.sending = false;
      await this.look();
    }
    if (this.problem === 'no-line') this.#tryLater();
  }

  isWaiting(kind: OutboxKind, key: string): boolean {
    return this.waiting.some((event) => event.kind === kind && event.key === key);
  }

  #tryLater(): void {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => void this.send(), RETRY_MILLISECONDS);
  }

  #show(waiting: readonly OutboxEvent[]): void {
    this.waiting = waiting;
    const isWaiting: DeviceWork['isWaiting'] = (field, key) =>
      waiting.some(
        (event) =>
          event.kind === (field === 'section' ? 'section' : 'stand-in') &&
          event.key === key &&
          event.module === modulePath(),
      );
    here.work =
      waiting.length > 0
        ? { isWaiting, shown: (progress) => marksShown(progress, (field, key) => isWaiting(field, key)) }
        : null;
  }
}

/** The module that the page shows, as its address names it: keys of sections are those of their module. */
const modulePath = () => decodeURIComponent(location.pathname.split('/')[3] ?? '');

/** A random UUID (RFC 9562, version 4). `crypto.randomUUID` is missing where a page runs without TLS. */
function newEventId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Background Sync: not every browser has it, and a page that is open sends by itself. */
async function askForSync(): Promise<void> {
  try {
    const registration = (await navigator.serviceWorker.getRegistration()) as
      (ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } }) | undefined;
    await registration?.sync?.register(SYNC_TAG);
  } catch {
    // Refused by the browser or by its owner.
  }
}

export const device = new Device();
