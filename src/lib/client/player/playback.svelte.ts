import { nextSource, type Source } from '../../domain/courses/sources.ts';
import type { SourceKind } from '../../domain/courses/recording-file.ts';
import type { Media } from './media.ts';
import { openSource, type OpenedSource } from './open-source.ts';
import type { SourceStore } from './source-memory.ts';
import type { WatchRecorder } from './watch-recorder.svelte.ts';

export const RATES = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

interface Given {
  title: string;
  language: string;
  youtubeId: string;
  /** Length of the segment's window; null: what is played tells it. */
  lengthSeconds: number | null;
  ladder: readonly Source[];
  recorder: Pick<WatchRecorder, 'follow'>;
  store: Pick<SourceStore, 'choose' | 'fail' | 'rate'>;
  open?: typeof openSource;
}

/**
 * A segment as it plays, whatever plays it: all times are seconds of the segment. A source that cannot be played is remembered and the next of
 * the ladder is offered; another one goes on where the last one stood. At the end of the segment it stops, whatever follows in the recording.
 */
export class Playback {
  phase = $state<'loading' | 'ready' | 'unavailable'>('loading');
  source = $state.raw<Source | null>(null);
  now = $state(0);
  paused = $state(true);
  rate = $state(1);
  /** As what is played tells it. */
  measured = $state<number | null>(null);
  /** Could not be played since the page was opened. */
  failed = $state.raw<readonly SourceKind[]>([]);

  readonly #given: Given;
  #opened: OpenedSource | null = null;

  constructor(given: Given) {
    this.#given = given;
    this.rate = given.store.rate;
  }

  get length(): number | null {
    return this.#given.lengthSeconds ?? this.measured;
  }

  /** What to try instead of a source that cannot be played. */
  get next(): Source | null {
    return this.source && nextSource(this.#given.ladder, this.failed, this.source.kind);
  }

  /** Plays a source from the second in which the last one stood: the rest of that second is not counted otherwise. */
  open(host: HTMLElement, source: Source, at = Math.floor(this.now)): void {
    this.close();
    this.source = source;
    this.phase = 'loading';
    this.now = at;
    const { title, language, youtubeId, open = openSource, recorder } = this.#given;
    const opened = open(host, source, { title, language, youtubeId, at: source.startSeconds + at });
    this.#opened = opened;
    const { media } = opened;
    const heard = (event: string, what: () => void) =>
      media.addEventListener(event, () => this.#opened === opened && what());
    heard('loadedmetadata', () => this.#begin(media, at));
    heard('unavailable', () => this.#giveUp());
    // A press on the picture, as people know it; the buttons do the same.
    heard('click', () => this.toggle());
    for (const event of ['timeupdate', 'playing', 'pause', 'ended', 'ratechange'])
      heard(event, () => this.#look(media));
    recorder.follow(media, {
      way: source.way,
      source: source.kind,
      startSeconds: source.startSeconds,
      from: at,
    });
  }

  close(): void {
    const opened = this.#opened;
    this.#opened = null;
    opened?.close();
  }

  toggle(): void {
    if (!this.#media) return;
    if (!this.#media.paused) this.#media.pause();
    else if (this.length !== null && this.now >= this.length) this.seek(0);
    else void this.#media.play();
  }

  /** Goes to a second of the segment and plays on from there. */
  seek(seconds: number): void {
    const media = this.#media;
    if (!media || !this.source) return;
    this.now = Math.max(0, Math.min(seconds, this.length ?? seconds));
    media.currentTime = this.source.startSeconds + this.now;
    void media.play();
  }

  /** Takes the nearest of the offered speeds that is faster (1) or slower (-1). */
  step(direction: 1 | -1): void {
    const faster = RATES.find((rate) => rate > this.rate);
    const slower = RATES.findLast((rate) => rate < this.rate);
    this.setRate((direction === 1 ? faster : slower) ?? this.rate);
  }

  setRate(rate: number): void {
    this.rate = rate;
    this.#given.store.rate = rate;
    if (this.#media) this.#media.playbackRate = rate;
  }

  get #media(): Media | null {
    return this.phase === 'ready' ? (this.#opened?.media ?? null) : null;
  }

  #begin(media: Media, at: number): void {
    this.phase = 'ready';
    if (this.source) this.#given.store.choose(this.source.kind);
    if (this.rate !== 1) media.playbackRate = this.rate;
    // Not every server and browser understands the moment in the address.
    const begin = (this.source?.startSeconds ?? 0) + at;
    if (Math.abs(media.currentTime - begin) > 2) media.currentTime = begin;
    this.#look(media);
  }

  #giveUp(): void {
    this.phase = 'unavailable';
    const { kind } = this.source ?? {};
    if (!kind) return;
    this.failed = [...this.failed.filter((one) => one !== kind), kind];
    this.#given.store.fail(kind);
    this.close();
  }

  #look(media: Media): void {
    const start = this.source?.startSeconds ?? 0;
    if (Number.isFinite(media.duration) && media.duration > start)
      this.measured = Math.floor(media.duration - start);
    this.now = Math.max(0, media.currentTime - start);
    this.paused = media.paused;
    this.rate = media.playbackRate;
    if (this.length !== null && this.now >= this.length) {
      if (!media.paused) media.pause();
      this.now = this.length;
    }
  }
}
