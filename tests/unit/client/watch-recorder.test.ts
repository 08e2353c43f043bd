import { beforeEach, describe, expect, test, vi } from 'vitest';
import { WatchRecorder } from '#lib/client/player/watch-recorder.svelte.ts';
import type { Media } from '#lib/client/player/media.ts';

/** A player whose clock the test moves. */
class FakeMedia extends EventTarget implements Media {
  currentTime = 0;
  duration = 120;
  paused = false;
  playbackRate = 1;
  play() {}
  pause() {}
}

const place = {
  course: 'c',
  module: 'm',
  segment: 's',
  way: 'video' as const,
  startSeconds: null,
  endSeconds: null,
};

let clock = 0;
let storage: Map<string, string>;
let sent: string[];
let answer: () => Promise<Response>;

const around = () => ({
  clock: () => clock,
  storage: {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => void storage.set(key, value),
    removeItem: (key: string) => void storage.delete(key),
  },
  post: (body: string) => {
    sent.push(body);
    return answer();
  },
  beacon: (body: string) => void sent.push(body),
});

beforeEach(() => {
  clock = 0;
  storage = new Map();
  sent = [];
  answer = () => Promise.reject(new Error('no line'));
  vi.stubGlobal('addEventListener', () => undefined);
});

/** Plays for `seconds` of media time at the media's rate, with four looks a second. */
function play(media: FakeMedia, seconds: number) {
  for (let step = 0; step < seconds * 4; step++) {
    media.currentTime += 0.25;
    clock += 250 / media.playbackRate;
    media.dispatchEvent(new Event('timeupdate'));
  }
}

function recording() {
  const media = new FakeMedia();
  const recorder = new WatchRecorder(place, [], around());
  recorder.follow(media);
  media.dispatchEvent(new Event('playing'));
  return { media, recorder };
}

describe('a player', () => {
  test('that plays a minute has a minute recorded', () => {
    const { media, recorder } = recording();
    play(media, 60);
    expect(recorder.pending).toEqual([[0, 60]]);
    recorder.close();
  });

  test('that plays the same minute twice has it once', () => {
    const { media, recorder } = recording();
    play(media, 60);
    media.currentTime = 0;
    media.dispatchEvent(new Event('timeupdate'));
    play(media, 60);
    expect(recorder.pending).toEqual([[0, 60]]);
    recorder.close();
  });

  test('that is dragged to the end has nothing of what lies between', () => {
    const { media, recorder } = recording();
    play(media, 10);
    media.currentTime = 118;
    media.dispatchEvent(new Event('timeupdate'));
    play(media, 2);
    expect(recorder.pending).toEqual([
      [0, 10],
      [118, 120],
    ]);
    recorder.close();
  });

  test('at double speed counts in full', () => {
    const { media, recorder } = recording();
    media.playbackRate = 2;
    play(media, 60);
    expect(recorder.pending).toEqual([[0, 60]]);
    recorder.close();
  });

  test('counts the seconds of the segment, not of the recording', () => {
    const media = new FakeMedia();
    media.currentTime = 1000;
    const recorder = new WatchRecorder({ ...place, startSeconds: 1000, endSeconds: 1100 }, [], around());
    recorder.follow(media);
    media.dispatchEvent(new Event('playing'));
    play(media, 30);
    expect(recorder.pending).toEqual([[0, 30]]);
    recorder.close();
  });
});

describe('what the server has not confirmed', () => {
  test('stays in the browser while the line is down, and over a reload', async () => {
    const { media, recorder } = recording();
    play(media, 20);
    await recorder.send();
    expect(recorder.waiting).toBe(true);
    recorder.close();
    const again = new WatchRecorder(place, [], around());
    expect(again.pending).toEqual([[0, 20]]);
  });

  test('leaves the browser once it is confirmed, and what was cut is sent again', async () => {
    const { media, recorder } = recording();
    play(media, 20);
    answer = () => Promise.resolve(Response.json({ watched: [[0, 15]], covered: false }));
    await recorder.send();
    expect(recorder.confirmed).toEqual([[0, 15]]);
    expect(recorder.pending).toEqual([[15, 20]]);
    answer = () => Promise.resolve(Response.json({ watched: [[0, 20]], covered: false }));
    await recorder.send();
    expect(recorder.pending).toEqual([]);
    expect(storage.size).toBe(0);
    recorder.close();
  });

  test('is handed over when the page is left', () => {
    const { media, recorder } = recording();
    play(media, 5);
    recorder.close();
    expect(JSON.parse(sent.at(-1) ?? '{}')).toMatchObject({ ranges: [[0, 5]], lengthSeconds: 120 });
  });
});
