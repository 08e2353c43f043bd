import { v7 as newEventId } from 'uuid';
import { routes } from '../routes.ts';
import type { SourceKind } from '../../domain/courses/recording-file.ts';
import { clipRanges, mergeRanges, type Range } from '../../domain/progress/watched-ranges.ts';
import { subtractRanges } from '../../domain/progress/watch-credit.ts';
import {
  keepReport,
  keptReports,
  postReport,
  reportKey,
  type ReportLine,
  type WatchReport,
} from './kept-reports.ts';
import type { Media } from './media.ts';

const SEND_EVERY_MILLISECONDS = 10_000;
/** Between two looks at the player, its time may run ahead of the clock by this much before it counts as a seek. */
const JITTER_SECONDS = 1.5;

export interface WatchPlace {
  /** Id of who is logged in: what one person leaves unsent on a shared computer is never sent for the next. */
  account: string;
  course: string;
  module: string;
  segment: string;
  /** Length of the segment's window; null: not set, then the player's end is the end. */
  lengthSeconds: number | null;
}

/** What is played now. */
export interface Played {
  way: 'video' | 'audio';
  source: SourceKind;
  /** Where the segment begins in what the player plays. */
  startSeconds: number;
  /** Where it was told to begin, in seconds of the segment. */
  from: number;
}

interface Surroundings extends ReportLine {
  /** Milliseconds of a clock that never jumps. */
  clock(): number;
  beacon(body: string): void;
}

const browser = (): Surroundings => ({
  clock: () => performance.now(),
  storage: localStorage,
  post: postReport,
  beacon: (body) =>
    void navigator.sendBeacon(routes.watchReport(), new Blob([body], { type: 'application/json' })),
});

/**
 * Records what a player really played, in whole seconds of the segment, and brings it to the server. What the server has not confirmed stays
 * in the browser and is sent again, so nothing is lost by a reload, a dead line or a closed tab; sending twice adds nothing. A seek
 * plays nothing and records nothing.
 */
export class WatchRecorder {
  /** What the server has confirmed. */
  confirmed = $state.raw<readonly Range[]>([]);
  /** What is played and not confirmed yet. */
  pending = $state.raw<readonly Range[]>([]);
  covered = $state(false);
  /** The last sending failed; it goes on by itself. */
  waiting = $state(false);

  readonly #place: WatchPlace;
  readonly #around: Surroundings;
  /** Ends what is heard of the player that is followed now. */
  #hearing = new AbortController();
  #media: Media | null = null;
  #played: Played = { way: 'video', source: 'youtube', startSeconds: 0, from: 0 };
  /** The report as it was told last, without its id: the same one keeps its id. */
  #told = '';
  #event = '';
  /** Where the player stood at the last report that arrived; null before the first look. */
  #toldPosition: number | null = null;
  readonly #storageKey: string;
  /** Up to here everything is recorded; null before the first look. */
  #mark: number | null = null;
  #lastTime = 0;
  #lastClock = 0;
  /** At the last look it played; what moves while it rests was dragged. */
  #playing = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(place: WatchPlace, known: readonly Range[], around: Surroundings = browser()) {
    this.#place = place;
    this.#around = around;
    this.confirmed = known;
    this.#storageKey = reportKey(place.account, place, newEventId());
    this.pending = this.#takeOver();
  }

  /** Listens to a player until `close()`, or until another takes its place. */
  follow(media: Media, played: Played): void {
    this.look();
    // What was played of the other source is told as that.
    if (this.#media) void this.send();
    this.#unhear();
    this.#media = media;
    this.#played = played;
    this.#mark = null;
    this.#playing = false;
    const { signal } = this.#hearing;
    // From its first word on: at `loadedmetadata` it stands where it will begin.
    for (const event of ['loadedmetadata', 'timeupdate', 'playing', 'seeked', 'ended', 'pause'])
      media.addEventListener(event, () => this.look(), { signal });
    for (const event of ['pause', 'ended']) media.addEventListener(event, () => void this.send(), { signal });
    addEventListener('pagehide', () => this.#leave(), { signal });
    addEventListener('online', () => void this.send(), { signal });
    this.#timer = setInterval(() => void this.send(), SEND_EVERY_MILLISECONDS);
  }

  close(): void {
    this.#leave();
    this.#unhear();
  }

  #unhear(): void {
    clearInterval(this.#timer);
    this.#hearing.abort();
    this.#hearing = new AbortController();
  }

  /** Notes what was played since the last look, if the media time moved with the clock. */
  look(): void {
    const media = this.#media;
    if (!media) return;
    const time = media.currentTime - this.#played.startSeconds;
    // Where it begins is what the server said.
    this.#toldPosition ??= Math.floor(time);
    const clock = this.#around.clock();
    const elapsed = this.#playing ? (clock - this.#lastClock) / 1000 : 0;
    const allowed = elapsed * Math.max(1, media.playbackRate) + JITTER_SECONDS;
    // The first look may come late on a slow device: what lies so close behind the beginning was played.
    const isFirst = this.#mark === null;
    const sinceBegin = time - this.#played.from;
    if (isFirst && sinceBegin >= 0 && sinceBegin <= JITTER_SECONDS) this.#mark = this.#played.from;
    else if (this.#mark === null || time < this.#mark || time - this.#lastTime > allowed) this.#mark = time;
    if (this.#mark < time) this.#note(this.#mark, time);
    this.#lastTime = time;
    this.#lastClock = clock;
    this.#playing = !media.paused;
  }

  /** Sends what is not confirmed. A refusal that repeating cannot mend drops nothing either; the next report carries it again. */
  async send(): Promise<void> {
    if (this.pending.length === 0) return;
    try {
      const position = this.#position();
      const response = await this.#around.post(this.#body());
      if (!response.ok) throw new Error(String(response.status));
      const known = (await response.json()) as { watched: Range[]; covered: boolean };
      this.#toldPosition = position;
      this.confirmed = known.watched;
      this.covered = known.covered;
      this.pending = subtractRanges(this.pending, known.watched);
      this.waiting = false;
    } catch {
      this.waiting = true;
    }
    this.#keep();
  }

  /** Whole seconds only: a second counts when it was played from its beginning to its end. */
  #note(from: number, to: number): void {
    const whole: Range = [Math.ceil(from - 0.25), Math.floor(to + 0.25)];
    if (whole[0] < whole[1]) {
      // The server takes nothing beyond the segment: it would be sent for ever.
      const within = clipRanges([...this.pending, whole], this.#length() ?? Infinity);
      this.pending = subtractRanges(within, this.confirmed);
      this.#keep();
      this.#mark = whole[1];
    }
  }

  #leave(): void {
    this.look();
    // Where somebody went to without playing on is where they want to go on.
    const hasMoved = this.#position() !== null && this.#position() !== this.#toldPosition;
    if (this.pending.length > 0 || hasMoved) this.#around.beacon(this.#body());
  }

  #body(): string {
    return JSON.stringify(this.#report());
  }

  #report(): WatchReport {
    const { course, module, segment } = this.#place;
    const { way, source } = this.#played;
    const report = {
      ...{ course, module, segment, way, source },
      lengthSeconds: this.#length(),
      position: this.#position(),
      ranges: this.pending,
    };
    const told = JSON.stringify(report);
    if (told !== this.#told) this.#event = newEventId();
    this.#told = told;
    return { event: this.#event, ...report };
  }

  #length(): number | null {
    const { lengthSeconds } = this.#place;
    const length =
      lengthSeconds ?? Math.floor((this.#media?.duration ?? Number.NaN) - this.#played.startSeconds);
    return Number.isFinite(length) && length > 0 ? length : null;
  }

  /** Null before anything played: then the server keeps what it knows. */
  #position(): number | null {
    const length = this.#length() ?? 86_400;
    return this.#mark === null ? null : Math.min(length, Math.max(0, Math.floor(this.#lastTime)));
  }

  /** What was kept of this segment by windows that are closed, or by others that are open: sending it twice adds nothing. */
  #takeOver(): Range[] {
    const { storage } = this.#around;
    const kept = keptReports(storage, reportKey(this.#place.account, this.#place));
    const ranges = subtractRanges(mergeRanges(kept.flatMap(({ report }) => report.ranges)), this.confirmed);
    const last = kept.at(-1)?.report;
    if (last) keepReport(storage, this.#storageKey, { ...last, event: newEventId(), ranges });
    for (const { key, report } of kept) keepReport(storage, key, { ...report, ranges: [] });
    return ranges;
  }

  #keep(): void {
    keepReport(this.#around.storage, this.#storageKey, this.#report());
  }
}
