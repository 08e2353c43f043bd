import type { Media } from '../player/media.ts';

/**
 * A whole recording that plays in the editor of its segments, whatever it plays from. Until a source was opened it stands at 0 and obeys
 * nothing.
 */
export class RecordingPlayer {
  /** Seconds of the recording. */
  now = $state(0);
  /** Seconds; null until known. */
  duration = $state<number | null>(null);
  playing = $state(false);
  phase = $state<'idle' | 'loading' | 'ready' | 'unavailable'>('idle');

  #media: Media | null = null;
  #hearing = new AbortController();

  /** Plays from this source from now on, where the last one stood. */
  follow(media: Media): void {
    this.leave();
    this.phase = 'loading';
    this.#media = media;
    const { signal } = this.#hearing;
    const hear = (events: string[], then: () => void) => {
      for (const event of events) media.addEventListener(event, then, { signal });
    };
    hear(['loadedmetadata'], () => {
      this.phase = 'ready';
      this.#look();
    });
    hear(['timeupdate', 'seeked', 'durationchange', 'playing', 'pause', 'ended', 'waiting'], () =>
      this.#look(),
    );
    hear(['unavailable', 'error'], () => {
      this.phase = 'unavailable';
      this.playing = false;
    });
  }

  /** Hears no more of the source. */
  leave(): void {
    this.#hearing.abort();
    this.#hearing = new AbortController();
    this.#media = null;
    this.phase = 'idle';
    this.playing = false;
  }

  toggle(): void {
    if (this.phase !== 'ready') return;
    if (this.#media?.paused) void this.#media.play();
    else this.#media?.pause();
  }

  /** Goes there, and plays or rests as before. */
  seek(seconds: number): void {
    if (!this.#media || this.phase !== 'ready') return;
    const end = this.duration ?? Infinity;
    this.now = Math.min(end, Math.max(0, seconds));
    this.#media.currentTime = this.now;
  }

  #look(): void {
    const media = this.#media;
    if (!media) return;
    this.now = media.currentTime;
    if (Number.isFinite(media.duration) && media.duration > 0) this.duration = media.duration;
    this.playing = !media.paused;
  }
}
