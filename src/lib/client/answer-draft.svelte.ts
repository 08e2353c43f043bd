import { routes } from './routes.ts';

const RETRY_MILLISECONDS = 5_000;

interface Kept {
  answer: unknown;
  seq: number;
}

export interface DraftSurroundings {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  put(address: string, body: string): Promise<Response>;
  later(work: () => void, milliseconds: number): void;
}

const browser = (): DraftSurroundings => ({
  storage: localStorage,
  put: (address, body) =>
    fetch(address, { method: 'PUT', body, headers: { 'content-type': 'application/json' }, keepalive: true }),
  later: (work, milliseconds) => void setTimeout(work, milliseconds),
});

/**
 * The answers of an open attempt on their way to the server. Every change gets the next sequence number of its question, is kept in the browser until
 * the server confirms that very number, and is sent again until then: a closed tab, a dead line or a reload loses nothing.
 */
export class AnswerDraft {
  /** `closed`: the server takes no more answers. `stale`: another window has saved a newer answer. */
  state = $state<'saved' | 'saving' | 'waiting' | 'closed' | 'stale'>('saved');

  readonly #attemptId: string;
  readonly #around: DraftSurroundings;
  readonly #seqs: Map<string, number>;
  readonly #pending = new Map<string, Kept>();
  #sending = false;

  constructor(attemptId: string, seqs: ReadonlyMap<string, number>, around: DraftSurroundings = browser()) {
    this.#attemptId = attemptId;
    this.#around = around;
    this.#seqs = new Map(seqs);
    for (const [key, kept] of Object.entries(this.#read()))
      // What the server has meanwhile (from here or from another device) is newer or the same.
      if (kept.seq > (seqs.get(key) ?? 0)) {
        this.#pending.set(key, kept);
        this.#seqs.set(key, kept.seq);
      }
    this.#write();
  }

  /** Answers that were kept here and never confirmed, by question. */
  get restored(): ReadonlyMap<string, unknown> {
    return new Map([...this.#pending].map(([key, { answer }]) => [key, answer]));
  }

  change(questionKey: string, answer: unknown): void {
    const seq = (this.#seqs.get(questionKey) ?? 0) + 1;
    this.#seqs.set(questionKey, seq);
    this.#pending.set(questionKey, { answer, seq });
    this.#write();
    void this.flush();
  }

  /** Sends what is not confirmed, one answer after the other. */
  async flush(): Promise<void> {
    if (this.#sending || this.state === 'closed') return;
    this.#sending = true;
    while (this.#pending.size > 0) {
      this.state = 'saving';
      const [key, kept] = [...this.#pending][0] as [string, Kept];
      if (!(await this.#send(key, kept))) break;
    }
    this.#sending = false;
    if (this.#pending.size === 0 && this.state === 'saving') this.state = 'saved';
  }

  /** The attempt was handed in: nothing is left to keep. */
  forget(): void {
    this.#pending.clear();
    this.#write();
  }

  async #send(key: string, kept: Kept): Promise<boolean> {
    let code: string | undefined;
    try {
      const response = await this.#around.put(routes.answer(this.#attemptId, key), JSON.stringify(kept));
      if (!response.ok) {
        code = ((await response.json().catch(() => ({}))) as { code?: string }).code;
        if (code !== 'stale-answer') throw new Error(String(response.status));
        this.state = 'stale';
      }
    } catch {
      this.state = code === 'attempt-closed' ? 'closed' : 'waiting';
      if (this.state === 'waiting') this.#around.later(() => void this.flush(), RETRY_MILLISECONDS);
      return false;
    }
    if (this.#pending.get(key)?.seq === kept.seq) this.#pending.delete(key);
    this.#write();
    return true;
  }

  get #storageKey(): string {
    return `pathways.answers.${this.#attemptId}`;
  }

  #read(): Record<string, Kept> {
    try {
      return JSON.parse(this.#around.storage.getItem(this.#storageKey) ?? '{}') as Record<string, Kept>;
    } catch {
      return {};
    }
  }

  #write(): void {
    try {
      if (this.#pending.size === 0) this.#around.storage.removeItem(this.#storageKey);
      else this.#around.storage.setItem(this.#storageKey, JSON.stringify(Object.fromEntries(this.#pending)));
    } catch {
      // Without storage the answers live as long as the page; they are still sent at once.
    }
  }
}
