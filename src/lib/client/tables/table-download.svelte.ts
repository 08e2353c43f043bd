import { FRAMED, FrameReader, ROWS_HEADER, TOTAL_HEADER } from '#lib/domain/tables/frames.ts';

export interface DownloadSurroundings {
  fetch(address: string, init: RequestInit): Promise<Response>;
  /** Hands the file to the person. */
  save(file: Blob, name: string): void;
  /** The browser's own way: goes to the address. */
  go(address: string): void;
  /** Asks where to write a large file; absent: this browser can't, the file is held until it is saved. */
  choose?: ((name: string) => Promise<FileSystemWritableFileStream>) | undefined;
}

/** From here on the file is written as it comes, where the browser can do that. */
const LARGE_ROWS = 50_000;
/** So much is held in pieces before the browser is given it as one. */
const HELD_BYTES = 8 * 1024 * 1024;

/** What takes the pieces: memory, or a file on the disk. */
interface Sink {
  write(piece: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
  drop(): Promise<void>;
}

/**
 * A table on its way to the disk, with the number of rows that came. Cancelled, nothing is saved. Whatever fails, the browser goes to the address itself, as
 * it would without scripts: a file that broke off is never saved.
 */
export class TableDownload {
  state = $state<'idle' | 'running' | 'done'>('idle');
  rows = $state(0);
  /** Null: not known. */
  total = $state<number | null>(null);

  readonly #around: DownloadSurroundings;
  #abort = new AbortController();

  constructor(around: DownloadSurroundings = browser()) {
    this.#around = around;
  }

  /** From 0 to 1; null: not known. */
  get part(): number | null {
    return this.total ? Math.min(1, this.rows / this.total) : null;
  }

  async start(address: string): Promise<void> {
    if (this.state === 'running') return;
    this.#abort = new AbortController();
    this.rows = 0;
    this.total = null;
    this.state = 'running';
    const { signal } = this.#abort;
    try {
      await this.#take(address, signal);
      this.state = 'done';
    } catch (error) {
      this.state = 'idle';
      if (!signal.aborted && !wasCalledOff(error)) this.#around.go(address);
    }
  }

  cancel(): void {
    this.#abort.abort();
  }

  async #take(address: string, signal: AbortSignal): Promise<void> {
    const response = await this.#around.fetch(address, { headers: { [ROWS_HEADER]: FRAMED }, signal });
    if (!response.ok || !response.body || response.headers.get(ROWS_HEADER) !== FRAMED)
      throw new Error('This is no table.');
    const total = response.headers.get(TOTAL_HEADER);
    this.total = total === null ? null : Number(total);
    const sink = await this.#open(response);
    try {
      const frames = new FrameReader();
      const reader = response.body.getReader();
      for (let step = await reader.read(); !step.done; step = await reader.read()) {
        for (const piece of frames.take(step.value)) await sink.write(piece);
        this.rows = frames.rows;
      }
      if (!frames.isWhole || signal.aborted) throw new Error('The table broke off.');
      await sink.close();
    } catch (error) {
      await sink.drop();
      throw error;
    }
  }

  async #open(response: Response): Promise<Sink> {
    const name = nameOf(response);
    if (this.#around.choose && (this.total ?? 0) >= LARGE_ROWS) {
      try {
        const file = await this.#around.choose(name);
        return { write: (piece) => file.write(piece), close: () => file.close(), drop: () => file.abort() };
      } catch (error) {
        // The person chose no place; anything else is a browser that may not.
        if (wasCalledOff(error)) throw error;
      }
    }
    return inMemory((file) => this.#around.save(file, name), response.headers.get('content-type') ?? '');
  }
}

const wasCalledOff = (error: unknown) => error instanceof DOMException && error.name === 'AbortError';

function inMemory(save: (file: Blob) => void, type: string): Sink {
  let blobs: Blob[] = [];
  let held: Uint8Array<ArrayBuffer>[] = [];
  let heldBytes = 0;
  const fold = () => {
    blobs.push(new Blob(held));
    held = [];
    heldBytes = 0;
  };
  return {
    write(piece) {
      held.push(piece);
      heldBytes += piece.length;
      if (heldBytes >= HELD_BYTES) fold();
      return Promise.resolve();
    },
    close() {
      fold();
      save(new Blob(blobs, { type }));
      return Promise.resolve();
    },
    drop() {
      blobs = [];
      held = [];
      return Promise.resolve();
    },
  };
}

/** The name of the file, as RFC 8187 writes it. */
export function nameOf(response: Response): string {
  const disposition = response.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  const plain = /filename="([^"]+)"/i.exec(disposition)?.[1];
  return encoded ? decodeURIComponent(encoded) : (plain ?? 'table');
}

type Picker = (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;

function browser(): DownloadSurroundings {
  const picker = (globalThis as { showSaveFilePicker?: Picker }).showSaveFilePicker;
  return {
    fetch: (address, init) => fetch(address, init),
    save(file, name) {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    },
    go: (address) => location.assign(address),
    choose: picker && (async (name) => (await picker({ suggestedName: name })).createWritable()),
  };
}
