import { routes } from './routes.ts';

const RETRY_MILLISECONDS = 5_000;

/** An answer on its way, with its sequence number. */
interface Kept {
  answer: unknown;
  seq: number;
}

export interface DraftSurroundings {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  put(address: string, body: string): Promise<Response>;
  /** Does the work later; returns how to call it off. */
  later(work: () => void, milliseconds: number): () => void;
}

const browser = (): DraftSurroundings => ({
  storage: localStorage,
  put: (address, body) =>
    fetch(address, { method: 'PUT', body, headers: { 'content-type': 'application/json' }, keepalive: true }),
  later(work, milliseconds) {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
});

/** What became of a sending: `again`: the same may work later. */
type Outcome = 'kept' | 'stale' | 'closed' | 'refused' | 'signed-out' | 'again';

/**
 * The answers of an open attempt on their way to the server. Every change gets the next sequence number of its question, is kept in the browser until
 * the server confirms that very number, and is sent again until then: a closed tab, a dead line or a reload loses nothing. One at a time
 * is on the way; what changes meanwhile is sent as it is then.
 */
export class AnswerDraft {
  /**
   * `waiting`: the line is down. `signed-out`: the session ended. `refused`: the server will never take one of the answers as it is. `closed`:
   * the attempt takes no more answers. In all of them answers are kept here.
   */
  state = $state<'saved' | 'saving' | 'waiting' | 'signed-out' | 'refused' | 'closed'>('saved');
  /** Questions whose answer from here lost against a newer one from another window. */
  overtaken = $state<readonly string[]>([]);

  readonly #attemptId: string;
  readonly #around: DraftSurroundings;
  /** The newest sequence number of each question that the server had when the page was made. */
  readonly #known: Readonly<Record<string, number>>;
  /** The newest sequence number of each question. */
  #seqs = $state.raw<Readonly<Record<string, number>>>({});
  #pending: Record<string, Kept> = {};
  /** Answers that the server will never take as they are; another change of theirs is tried again. */
  #refused: Record<string, number> = {};
  #flushing: Promise<void> | null = null;
  #callOff = () => {};

  /** `known`: the newest sequence number that the server has of each question. */
  constructor(
    attemptId: string,
    known: Readonly<Record<string, number>>,
    around: DraftSurroundings = browser(),
  ) {
    this.#attemptId = attemptId;
    this.#around = around;
    this.#known = known;
    const seqs = { ...known };
    for (const [key, seq] of Object.entries(known)) {
      const kept = this.#read(key);
      if (!kept) continue;
      this.#pending[key] = kept;
      seqs[key] = Math.max(kept.seq, seq);
    }
    this.#seqs = seqs;
  }

  /** Answers kept here that are newer than what the server had, by question: the page shows them again. */
  get restored(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
      Object.entries(this.#pending)
        .filter(([key, { seq }]) => seq > (this.#known[key] ?? 0))
        .map(([key, { answer }]) => [key, answer]),
    );
  }

  /** The newest sequence number of a question: what a form sent now is made of. */
  seqOf(questionKey: string): number {
    return this.#seqs[questionKey] ?? 0;
  }

  change(questionKey: string, answer: unknown): void {
    const kept = { answer, seq: this.seqOf(questionKey) + 1 };
    this.#seqs = { ...this.#seqs, [questionKey]: kept.seq };
    this.#pending[questionKey] = kept;
    this.#write(questionKey, kept);
    void this.flush();
  }

  /**
   * Another window of this browser kept `text` under `storageKey` (a storage event): when that is a newer answer of this attempt, it is taken
   * over, and what waits here gives way to it. That window sends it. Null: nothing to take over.
   */
  hear(storageKey: string | null, text: string | null): { questionKey: string; answer: unknown } | null {
    const questionKey = Object.keys(this.#known).find((key) => this.#storageKey(key) === storageKey);
    const heard = parsed(text);
    if (questionKey === undefined || !heard || heard.seq <= this.seqOf(questionKey)) return null;
    this.#seqs = { ...this.#seqs, [questionKey]: heard.seq };
    this.#pending = without(this.#pending, questionKey);
    return { questionKey, answer: heard.answer };
  }

  /** Sends what is not confirmed, one answer after the other. Resolves when nothing is left to send, or when it must wait. */
  flush(): Promise<void> {
    this.#flushing ??= this.#flush().finally(() => (this.#flushing = null));
    return this.#flushing;
  }

  /** The page is left: nothing is sent again from here. What is not confirmed stays in the browser. */
  close(): void {
    this.#callOff();
  }

  async #flush(): Promise<void> {
    this.#callOff();
    for (let key = this.#next(); key !== undefined && this.state !== 'closed'; key = this.#next()) {
      const kept = this.#pending[key] as Kept;
      this.state = 'saving';
      const outcome = await this.#send(key, kept);
      if (outcome === 'kept' || outcome === 'stale') this.#settle(key, kept, outcome);
      else if (outcome === 'refused') this.#refused[key] = kept.seq;
      else return this.#pause(outcome);
    }
    if (this.state !== 'closed') this.state = Object.keys(this.#pending).length > 0 ? 'refused' : 'saved';
  }

  /** The next question with something to send. */
  #next(): string | undefined {
    return Object.keys(this.#pending).find((key) => this.#pending[key]?.seq !== this.#refused[key]);
  }

  #pause(outcome: 'closed' | 'signed-out' | 'again'): void {
    this.state = outcome === 'again' ? 'waiting' : outcome;
    if (outcome !== 'closed') this.#callOff = this.#around.later(() => void this.flush(), RETRY_MILLISECONDS);
  }

  #settle(key: string, kept: Kept, outcome: 'kept' | 'stale'): void {
    if (outcome === 'stale' && !this.overtaken.includes(key)) this.overtaken = [...this.overtaken, key];
    if (this.#pending[key]?.seq === kept.seq) this.#pending = without(this.#pending, key);
    // Another tab of this browser may keep something newer under the same name.
    const stored = this.#read(key);
    if (stored && stored.seq <= kept.seq) this.#write(key, null);
  }

  async #send(key: string, kept: Kept): Promise<Outcome> {
    try {
      const response = await this.#around.put(routes.answer(this.#attemptId, key), JSON.stringify(kept));
      if (response.ok) return 'kept';
      if (response.status === 401) return 'signed-out';
      if (response.status === 404) return 'closed';
      if (response.status === 409) {
        const { code } = (await response.json()) as { code?: string };
        return code === 'stale-answer' ? 'stale' : 'closed';
      }
      return [400, 413, 422].includes(response.status) ? 'refused' : 'again';
    } catch {
      return 'again';
    }
  }

  #storageKey(questionKey: string): string {
    return `pathways.answer.${this.#attemptId}.${questionKey}`;
  }

  #read(questionKey: string): Kept | null {
    try {
      return parsed(this.#around.storage.getItem(this.#storageKey(questionKey)));
    } catch {
      return null;
    }
  }

  #write(questionKey: string, kept: Kept | null): void {
    try {
      if (kept) this.#around.storage.setItem(this.#storageKey(questionKey), JSON.stringify(kept));
      else this.#around.storage.removeItem(this.#storageKey(questionKey));
    } catch {
      // Without storage the answers live as long as the page; they are still sent at once.
    }
  }
}

function parsed(text: string | null): Kept | null {
  try {
    const kept = JSON.parse(text ?? 'null') as Kept | null;
    return Number.isSafeInteger(kept?.seq) ? kept : null;
  } catch {
    return null;
  }
}

const without = <T>(all: Readonly<Record<string, T>>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([other]) => other !== key));

/** Forgets what this browser kept of an attempt that is over. */
export function forgetAnswers(attemptId: string, questionKeys: readonly string[]): void {
  try {
    for (const key of questionKeys) localStorage.removeItem(`pathways.answer.${attemptId}.${key}`);
  } catch {
    // Nothing could be kept without storage.
  }
}
