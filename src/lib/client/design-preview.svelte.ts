import { routes } from './routes.ts';

const PAUSE_MILLISECONDS = 500;

/** A picture of a certificate as a form describes it, drawn by the server a moment after the last change. An answer that a newer one overtook is not shown. */
export class DesignPreview {
  /** Address of the picture; empty before the first. */
  picture = $state('');
  state = $state<'drawing' | 'shown' | 'failed'>('drawing');

  readonly #course: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort = new AbortController();

  constructor(course: string) {
    this.#course = course;
  }

  /** The form changed; `soon` waits until the typing pauses. */
  changed(form: HTMLFormElement, soon = true): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#draw(new FormData(form)), soon ? PAUSE_MILLISECONDS : 0);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#abort.abort();
  }

  async #draw(body: FormData): Promise<void> {
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    this.state = 'drawing';
    try {
      const response = await fetch(routes.certificatePreview(this.#course, 'svg'), {
        method: 'POST',
        body,
        signal,
      });
      if (!response.ok) throw new Error(String(response.status));
      const svg = await response.text();
      if (signal.aborted) return;
      this.picture = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
      this.state = 'shown';
    } catch {
      if (!signal.aborted) this.state = 'failed';
    }
  }
}
