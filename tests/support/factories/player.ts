import type { Media } from '#lib/client/player/media.ts';
import type { WatchReport } from '#lib/client/player/kept-reports.ts';
import { WatchRecorder, type Played, type WatchPlace } from '#lib/client/player/watch-recorder.svelte.ts';
import type { Range } from '#lib/domain/progress/watched-ranges.ts';
import { FakeStorage } from '../fake-storage.ts';

/** A player whose clock the test moves. */
export class FakeMedia extends EventTarget implements Media {
  currentTime = 0;
  duration = 120;
  paused = false;
  playbackRate = 1;
  play() {
    this.paused = false;
    this.dispatchEvent(new Event('playing'));
  }
  pause() {
    this.paused = true;
    this.dispatchEvent(new Event('pause'));
  }
  /** Drags the position. */
  seek(seconds: number) {
    this.currentTime = seconds;
    this.dispatchEvent(new Event('timeupdate'));
  }
}

export const VIDEO: Played = { way: 'video', source: 'video-480', startSeconds: 0, from: 0 };

/** One browser: its clock, what it keeps, and the line to the server, which is down until `answer` says otherwise. */
export class WatchWorld {
  clock = 0;
  readonly storage = new FakeStorage();
  readonly posted: WatchReport[] = [];
  readonly beacons: WatchReport[] = [];
  answer: (body: WatchReport) => Promise<Response> = () => Promise.reject(new TypeError('Failed to fetch'));

  readonly place: WatchPlace = {
    account: 'somebody',
    course: 'c',
    module: 'm',
    segment: 's',
    lengthSeconds: null,
  };

  recorder(place: Partial<WatchPlace> = {}, known: readonly Range[] = []): WatchRecorder {
    return new WatchRecorder({ ...this.place, ...place }, known, {
      clock: () => this.clock,
      storage: this.storage,
      post: (text) => {
        const body = JSON.parse(text) as WatchReport;
        this.posted.push(body);
        return this.answer(body);
      },
      beacon: (text) => void this.beacons.push(JSON.parse(text) as WatchReport),
    });
  }

  /** A recorder that follows a playing player. */
  recording(place: Partial<WatchPlace> = {}, given: Partial<FakeMedia> = {}, played: Partial<Played> = {}) {
    const media = Object.assign(new FakeMedia(), given);
    const recorder = this.recorder(place);
    recorder.follow(media, { ...VIDEO, ...played });
    media.play();
    return { media, recorder };
  }

  /** Plays for `seconds` of media time at the media's rate, with four looks a second. */
  play(media: FakeMedia, seconds: number) {
    for (let step = 0; step < seconds * 4; step++) {
      media.currentTime += 0.25;
      this.clock += 250 / media.playbackRate;
      media.dispatchEvent(new Event('timeupdate'));
    }
  }

  /** A server that takes everything it is told. */
  takeAll() {
    this.answer = ({ ranges }) => Promise.resolve(Response.json({ watched: ranges, covered: false }));
  }
}
