import { routes } from '../routes.ts';
import type { DeviceStore, OutboxEvent } from './device-store.ts';

/** Why something still waits: no line (or a server that does not answer), a session that ended, or a server that refused it. */
export type Waiting = 'no-line' | 'signed-out' | 'refused';

export interface Sending {
  sent: OutboxEvent[];
  /** What is left, in order. */
  left: OutboxEvent[];
  /** Why; null: nothing is left. */
  problem: Waiting | null;
}

export interface OutboxSurroundings {
  store: Pick<DeviceStore, 'listEvents' | 'addEvent' | 'deleteEvent'>;
  post(address: string, body: string): Promise<Response>;
}

const LONGEST_MILLISECONDS = 30_000;

export const post = (address: string, body: string): Promise<Response> =>
  fetch(address, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
    signal: AbortSignal.timeout(LONGEST_MILLISECONDS),
  });

/**
 * What a learner did without a line, on its way to the server: kept in order, each with its id, sent one after the other, and removed only
 * when the server has confirmed that very one. Sending one again changes nothing there. A refused one stays and does not hold up the others.
 */
export class Outbox {
  readonly #around: OutboxSurroundings;

  constructor(around: OutboxSurroundings) {
    this.#around = around;
  }

  /** Adds what was done, once: the same mark or practice again changes nothing. */
  async add(event: OutboxEvent): Promise<void> {
    const waiting = await this.#around.store.listEvents(event.account);
    if (!waiting.some((other) => isSame(other, event))) await this.#around.store.addEvent(event);
  }

  /** Takes back what was not sent yet; false when nothing of it waits. */
  async takeBack(
    what: Pick<OutboxEvent, 'account' | 'course' | 'module' | 'kind' | 'key'>,
  ): Promise<boolean> {
    const waiting = await this.#around.store.listEvents(what.account);
    const event = waiting.find((other) => isSame(other, what));
    if (event) await this.#around.store.deleteEvent(event.id);
    return event !== undefined;
  }

  /** Sends what waits of one account. Ends at a dead line and at an ended session: all that follows would meet the same. */
  async send(account: string): Promise<Sending> {
    const sent: OutboxEvent[] = [];
    let problem: Waiting | null = null;
    for (const event of await this.#around.store.listEvents(account)) {
      const outcome = await this.#send(event);
      if (outcome === 'sent') {
        await this.#around.store.deleteEvent(event.id);
        sent.push(event);
        continue;
      }
      problem = outcome;
      if (outcome !== 'refused') break;
    }
    const left = await this.#around.store.listEvents(account);
    return { sent, left, problem: left.length > 0 ? (problem ?? 'no-line') : null };
  }

  async #send({ account, id, kind, course, module, key, answers }: OutboxEvent): Promise<Waiting | 'sent'> {
    try {
      const event = { account, id, kind, course, module, key, answers };
      const response = await this.#around.post(routes.deviceOutbox(), JSON.stringify(event));
      if (response.ok) {
        // What says "ok" but does not name the event is something between here and the server: a login page of a hotel, say.
        const confirmed = (await response.json()) as { id?: unknown } | null;
        return confirmed?.id === id ? 'sent' : 'no-line';
      }
      if (response.status === 401) return 'signed-out';
      return response.status === 429 || response.status >= 500 ? 'no-line' : 'refused';
    } catch {
      return 'no-line';
    }
  }
}

const isSame = (
  a: Pick<OutboxEvent, 'course' | 'module' | 'kind' | 'key'>,
  b: Pick<OutboxEvent, 'course' | 'module' | 'kind' | 'key'>,
) => a.kind === b.kind && a.key === b.key && a.course === b.course && a.module === b.module;
