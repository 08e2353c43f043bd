import type { FileKind } from '#lib/domain/courses/recording-file.ts';
import { pieceLength } from '#lib/domain/courses/recording-upload.ts';
import { routes } from '../routes.ts';

/** Where a file belongs, as `POST /api/uploads` wants it. */
export interface UploadPlace {
  course: string;
  recording: string;
  /** Both null: the whole recording. */
  module: string | null;
  segment: string | null;
  kind: FileKind;
}

export interface UploadSurroundings {
  send(address: string, init: RequestInit): Promise<Response>;
  /** Does the work later; returns how to call it off. */
  later(work: () => void, milliseconds: number): () => void;
}

const browser = (): UploadSurroundings => ({
  send: (address, init) => fetch(address, init),
  later(work, milliseconds) {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
});

const WAITS_SECONDS = [1, 2, 4, 8, 15, 30] as const;
/** An upload that the server forgets is begun again, but not for ever. */
const MOST_BEGINNINGS = 3;

type Outcome = 'on' | 'done' | 'refused' | 'signed-out' | 'again';

/**
 * A file on its way to the server, piece by piece. A line that breaks is tried again after a wait that grows; the server says where to go on, so that
 * neither a lost answer nor a reload loses what arrived, and the same file chosen on another day goes on where it stopped.
 */
export class RecordingUpload {
  /**
   * `waiting`: the line is down, it is tried again by itself. `checking`: the last piece is on its way, then the file is read. `refused`: it never will be
   * taken as it is; `message` says why. `signed-out`: the session ended; it goes on after a login, when it is told to.
   */
  state = $state<'idle' | 'sending' | 'waiting' | 'paused' | 'checking' | 'done' | 'refused' | 'signed-out'>(
    'idle',
  );
  fileName = $state('');
  sizeBytes = $state(0);
  sentBytes = $state(0);
  /** How long the present wait is. */
  waitSeconds = $state(0);
  /** Why it was refused, in the words of the server; empty: the file could not be read here. */
  message = $state('');

  readonly #around: UploadSurroundings;
  #file: File | null = null;
  #place: UploadPlace | null = null;
  #id: string | null = null;
  #beginnings = 0;
  #failures = 0;
  /** Only the newest run goes on; an older one ends where it is. */
  #run = 0;
  #abort = new AbortController();
  #callOff = () => {};

  constructor(around: UploadSurroundings = browser()) {
    this.#around = around;
  }

  /** From 0 to 1. */
  get part(): number {
    return this.sizeBytes > 0 ? this.sentBytes / this.sizeBytes : 0;
  }

  /** Would something be lost if the page went away now? Only time: it goes on with the same file. */
  get isUnderWay(): boolean {
    return ['sending', 'waiting', 'checking'].includes(this.state);
  }

  start(file: File, place: UploadPlace): Promise<void> {
    this.#file = file;
    this.#place = place;
    this.#id = null;
    this.#beginnings = 0;
    this.fileName = file.name;
    this.sizeBytes = file.size;
    this.sentBytes = 0;
    return this.resume();
  }

  pause(): void {
    if (!this.isUnderWay) return;
    this.#stop();
    this.state = 'paused';
  }

  /** Goes on after a pause, a login, or at once instead of waiting. */
  async resume(): Promise<void> {
    if (!this.#file || this.state === 'done') return;
    const run = this.#stop();
    this.#abort = new AbortController();
    this.state = 'sending';
    while (run === this.#run) {
      const outcome = await this.#step().catch((): Outcome => 'again');
      if (run !== this.#run) return;
      if (outcome === 'on') this.#failures = 0;
      else return this.#end(outcome);
    }
  }

  /** Tells the server to forget it. */
  async giveUp(): Promise<void> {
    this.#stop();
    const id = this.#id;
    this.#file = this.#id = null;
    this.state = 'idle';
    this.sentBytes = 0;
    // If the line is down, the server forgets it by itself after some days.
    if (id !== null) await this.#around.send(routes.upload(id), { method: 'DELETE' }).catch(() => undefined);
  }

  /** Ends what is under way here, without a word to the server. */
  #stop(): number {
    this.#callOff();
    this.#abort.abort();
    return (this.#run += 1);
  }

  #end(outcome: Exclude<Outcome, 'on'>): void {
    if (outcome !== 'again') {
      this.state = outcome;
      return;
    }
    this.waitSeconds = WAITS_SECONDS[Math.min(this.#failures, WAITS_SECONDS.length - 1)] ?? 30;
    this.#failures += 1;
    this.state = 'waiting';
    this.#callOff = this.#around.later(() => void this.resume(), this.waitSeconds * 1000);
  }

  async #step(): Promise<Outcome> {
    if (this.#id === null) return this.#begin();
    const offset = this.sentBytes;
    const end = offset + pieceLength(offset, this.sizeBytes);
    const bytes = await this.#read(offset, end);
    if (!bytes) return 'refused';
    this.state = end === this.sizeBytes ? 'checking' : 'sending';
    const response = await this.#around.send(routes.upload(this.#id, { offset: String(offset) }), {
      method: 'PUT',
      body: bytes,
      headers: { 'content-type': 'application/octet-stream' },
      signal: this.#abort.signal,
    });
    if (response.status === 404) {
      this.#id = null;
      return 'on';
    }
    if (!response.ok && response.status !== 409) return this.#failure(response);
    const said = (await response.json()) as { receivedBytes: number; done: boolean };
    this.sentBytes = said.receivedBytes;
    if (said.done) return 'done';
    return said.receivedBytes === offset ? 'again' : 'on';
  }

  async #begin(): Promise<Outcome> {
    if (this.#beginnings === MOST_BEGINNINGS) return 'refused';
    const response = await this.#around.send(routes.uploads(), {
      method: 'POST',
      body: JSON.stringify({ ...this.#place, fileName: this.fileName, sizeBytes: this.sizeBytes }),
      headers: { 'content-type': 'application/json' },
      signal: this.#abort.signal,
    });
    if (!response.ok) return this.#failure(response);
    const { id, receivedBytes } = (await response.json()) as { id: string; receivedBytes: number };
    this.#beginnings += 1;
    this.#id = id;
    this.sentBytes = receivedBytes;
    return 'on';
  }

  /** Null: the file was moved or changed since it was chosen. */
  async #read(from: number, to: number): Promise<ArrayBuffer | null> {
    try {
      return (await this.#file?.slice(from, to).arrayBuffer()) ?? null;
    } catch {
      this.message = '';
      return null;
    }
  }

  async #failure(response: Response): Promise<Outcome> {
    if (response.status === 401) return 'signed-out';
    if (response.status >= 500 || [408, 425, 429].includes(response.status)) return 'again';
    const said = (await response.json().catch(() => null)) as { message?: string } | null;
    this.message = said?.message ?? '';
    return 'refused';
  }
}
