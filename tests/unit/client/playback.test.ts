import { beforeEach, describe, expect, test } from 'vitest';
import { Playback } from '#lib/client/player/playback.svelte.ts';
import { sourcesOf, type Source } from '#lib/domain/courses/sources.ts';
import { FakeMedia } from '../../support/factories/player.ts';

/** A segment of 180 s, 600 s into its recording, as a video of the recording, a sound cut for it, and YouTube. */
const place = { key: 's', moduleKey: 'm', recordingKey: 'r', startSeconds: 600, endSeconds: 780 };
const file = {
  recordingKey: 'r',
  fileName: 'f',
  mediaType: 'video/mp4',
  sizeBytes: 1,
  durationSeconds: 9000,
} as const;
const ladder = sourcesOf(place, { key: 'r', youtubeId: 'oHulRJPGA5c' }, [
  {
    id: 'film',
    kind: 'video-480',
    moduleKey: null,
    segmentKey: null,
    cutStartSeconds: null,
    cutEndSeconds: null,
    ...file,
  },
  {
    id: 'sound',
    kind: 'audio',
    moduleKey: 'm',
    segmentKey: 's',
    cutStartSeconds: 600,
    cutEndSeconds: 780,
    ...file,
  },
]);
const [film, sound, youtube] = ladder as [Source, Source, Source];

let opened: { source: Source; at: number; media: FakeMedia; closed: boolean }[];
let followed: { way: string; source: string; startSeconds: number }[];
let remembered: { chosen: string[]; failed: string[]; rate: number };

function playback(given: { lengthSeconds?: number | null } = {}): Playback {
  return new Playback({
    title: 'Lecture',
    language: 'en',
    youtubeId: 'oHulRJPGA5c',
    lengthSeconds: 180,
    ladder,
    recorder: { follow: (_media, played) => void followed.push(played) },
    store: {
      choose: (kind) => void remembered.chosen.push(kind),
      fail: (kind) => void remembered.failed.push(kind),
      get rate() {
        return remembered.rate;
      },
      set rate(rate) {
        remembered.rate = rate;
      },
    },
    open: (_host, source, { at }) => {
      const one = { source, at, media: new FakeMedia(), closed: false };
      one.media.currentTime = at;
      one.media.duration = source.kind === 'audio' ? 180 : 9000;
      opened.push(one);
      return { media: one.media, close: () => void (one.closed = true) };
    },
    ...given,
  });
}

const host = {} as HTMLElement;
const last = () => {
  const one = opened.at(-1);
  if (!one) throw new Error('Nothing was opened.');
  return one;
};
const ready = () => last().media.dispatchEvent(new Event('loadedmetadata'));

beforeEach(() => {
  opened = [];
  followed = [];
  remembered = { chosen: [], failed: [], rate: 1 };
});

describe('a source', () => {
  test('begins where it is told to, in its own seconds, and is followed as what it is', () => {
    const player = playback();
    player.open(host, film, 40);
    expect(last().at).toBe(640);
    expect(followed).toEqual([{ way: 'video', source: 'video-480', startSeconds: 600, from: 40 }]);
    expect(player.phase).toBe('loading');
    ready();
    expect([player.phase, player.now, remembered.chosen]).toEqual(['ready', 40, ['video-480']]);
  });

  test('that ignores the moment in its address is put there', () => {
    const player = playback();
    player.open(host, film, 40);
    last().media.currentTime = 0;
    ready();
    expect(last().media.currentTime).toBe(640);
  });

  test('gives way to another one, which goes on where it stood', () => {
    const player = playback();
    player.open(host, film, 0);
    ready();
    last().media.seek(655.6);
    const before = last();
    player.open(host, sound);
    expect(before.closed).toBe(true);
    expect([last().source.kind, last().at]).toEqual(['audio', 55]);
    before.media.seek(700);
    expect(player.now).toBe(55);
  });

  test('that cannot be played is remembered, and the next is offered until none is left', () => {
    const player = playback();
    const offered = [];
    for (let source: Source | null = youtube; source; source = player.next) {
      player.open(host, source, 12);
      last().media.dispatchEvent(new Event('unavailable'));
      expect(player.phase).toBe('unavailable');
      expect(last().closed).toBe(true);
      offered.push(player.next?.kind ?? null);
    }
    expect(offered).toEqual(['video-480', 'audio', null]);
    expect(remembered).toMatchObject({ failed: ['youtube', 'video-480', 'audio'], chosen: [] });
    expect(player.now).toBe(12);
  });
});

describe('while it plays', () => {
  test('a seek stays within the segment and plays on', () => {
    const player = playback();
    player.open(host, film, 0);
    ready();
    last().media.pause();
    player.seek(1000);
    expect(last().media.currentTime).toBe(780);
    player.seek(-5);
    expect([last().media.currentTime, last().media.paused, player.now]).toEqual([600, false, 0]);
  });

  test('it stops at the end of the segment, whatever follows in the recording, and begins again from there', () => {
    const player = playback();
    player.open(host, film, 170);
    ready();
    last().media.seek(781);
    expect([player.now, last().media.paused]).toEqual([180, true]);
    player.toggle();
    expect([last().media.currentTime, last().media.paused]).toEqual([600, false]);
  });

  test('without a window what is played tells the length', () => {
    const player = playback({ lengthSeconds: null });
    player.open(host, sound, 0);
    expect(player.length).toBeNull();
    ready();
    expect(player.length).toBe(180);
  });

  test('the speed goes up and down by the steps, stays within them, and is remembered', () => {
    const player = playback();
    player.open(host, sound, 0);
    ready();
    for (const _time of [1, 2, 3, 4]) player.step(1);
    expect([player.rate, last().media.playbackRate, remembered.rate]).toEqual([2, 2, 2]);
    for (const _time of [1, 2, 3, 4, 5, 6, 7]) player.step(-1);
    expect(player.rate).toBe(0.5);
    const next = playback();
    next.open(host, sound, 0);
    ready();
    expect(last().media.playbackRate).toBe(0.5);
  });

  test('a press on the picture pauses and plays', () => {
    const player = playback();
    player.open(host, film, 0);
    ready();
    last().media.dispatchEvent(new Event('click'));
    expect(last().media.paused).toBe(true);
    last().media.dispatchEvent(new Event('click'));
    expect(last().media.paused).toBe(false);
  });
});

test('before anything plays nothing can be sought, and closing closes what is open', () => {
  const player = playback();
  player.seek(5);
  player.toggle();
  player.open(host, film, 0);
  player.seek(5);
  expect(last().media.currentTime).toBe(600);
  player.close();
  expect(last().closed).toBe(true);
});
