import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeMedia, VIDEO, WatchWorld } from '../../support/factories/player.ts';

let world: WatchWorld;
/** What the page tells: `pagehide`, `online`. */
let page: EventTarget;

beforeEach(() => {
  vi.useFakeTimers();
  world = new WatchWorld();
  page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a player', () => {
  test('that plays a minute has a minute recorded', () => {
    const { media, recorder } = world.recording();
    world.play(media, 60);
    expect(recorder.pending).toEqual([[0, 60]]);
  });

  test('that takes the place of another goes on with what is known, and the other is not heard any more', async () => {
    const { media, recorder } = world.recording();
    world.play(media, 10);
    const next = Object.assign(new FakeMedia(), { currentTime: 60 });
    recorder.follow(next, { ...VIDEO, way: 'audio', source: 'audio', from: 60 });
    next.play();
    world.play(next, 10);
    media.currentTime = 30;
    media.dispatchEvent(new Event('timeupdate'));
    expect(recorder.pending).toEqual([
      [0, 10],
      [60, 70],
    ]);
    // Once as it took the place, once by its own ten seconds; none by those of the other.
    await vi.advanceTimersByTimeAsync(10_000);
    expect(world.posted).toHaveLength(2);
  });

  test('that plays the same minute twice has it once', () => {
    const { media, recorder } = world.recording();
    world.play(media, 60);
    media.seek(0);
    world.play(media, 60);
    expect(recorder.pending).toEqual([[0, 60]]);
  });

  test('that plays two parts has both, and one where they touch', () => {
    const { media, recorder } = world.recording();
    world.play(media, 10);
    media.seek(20);
    world.play(media, 10);
    expect(recorder.pending).toEqual([
      [0, 10],
      [20, 30],
    ]);
    media.seek(8);
    world.play(media, 14);
    expect(recorder.pending).toEqual([[0, 30]]);
  });

  test('that is dragged to the end has nothing of what lies between', () => {
    const { media, recorder } = world.recording();
    world.play(media, 10);
    media.seek(118);
    world.play(media, 2);
    expect(recorder.pending).toEqual([
      [0, 10],
      [118, 120],
    ]);
  });

  test.each([
    ['while it rests', (media: { pause(): void }) => media.pause()],
    ['while the line stalls', () => undefined],
  ])('that is dragged %s, however long, has nothing of what lies between', (_when, rest) => {
    const { media, recorder } = world.recording();
    world.play(media, 10);
    rest(media);
    for (let minute = 0; minute < 10; minute++) {
      world.clock += 60_000;
      if (!media.paused) media.dispatchEvent(new Event('timeupdate'));
    }
    media.seek(100);
    media.play();
    world.play(media, 5);
    expect(recorder.pending).toEqual([
      [0, 10],
      [100, 105],
    ]);
  });

  test('that rests in the middle of a second goes on where it was', () => {
    const { media, recorder } = world.recording();
    world.play(media, 10.5);
    media.pause();
    world.clock += 3_600_000;
    media.play();
    world.play(media, 4.5);
    expect(recorder.pending).toEqual([[0, 15]]);
  });

  test.each([0.5, 1, 1.5, 2])('at %f times its speed counts in full', (playbackRate) => {
    const { media, recorder } = world.recording({}, { playbackRate });
    world.play(media, 60);
    expect(recorder.pending).toEqual([[0, 60]]);
  });

  test('at double speed counts in full also where it is looked at every five seconds', () => {
    const { media, recorder } = world.recording({}, { playbackRate: 2 });
    for (let look = 0; look < 6; look++) {
      world.clock += 5_000;
      media.seek(media.currentTime + 10);
    }
    expect(recorder.pending).toEqual([[0, 60]]);
  });

  test('that runs faster than its speed is being dragged', () => {
    const { media, recorder } = world.recording({}, { playbackRate: 2 });
    for (let step = 0; step < 20; step++) {
      world.clock += 1_000;
      media.seek(media.currentTime + 5);
    }
    expect(recorder.pending).toEqual([]);
  });

  test('counts the seconds of the segment, not of the recording, and none outside', () => {
    const { media, recorder } = world.recording(
      { lengthSeconds: 30 },
      { currentTime: 990, duration: 5000 },
      { startSeconds: 1000 },
    );
    world.play(media, 60);
    expect(recorder.pending).toEqual([[0, 30]]);
  });

  test('that ends within a second claims no more than the whole seconds of the recording', () => {
    const { media, recorder } = world.recording({}, { duration: 119.8, currentTime: 110 });
    world.play(media, 9.75);
    media.pause();
    expect(recorder.pending).toEqual([[110, 119]]);
  });
});

test.each([
  ['soon after', 1.2, [[0, 6]]],
  ['long after', 3.2, [[3, 8]]],
])('a first look that comes %s the beginning counts what it may have been', (_when, late, expected) => {
  const { media, recorder } = world.recording({}, { currentTime: late });
  world.play(media, 5);
  expect(recorder.pending).toEqual(expected);
});

describe('a report', () => {
  test('goes every ten seconds with everything that is new, and not at all without', async () => {
    world.takeAll();
    const { media } = world.recording();
    world.play(media, 5);
    media.seek(50);
    world.play(media, 5);
    await vi.advanceTimersByTimeAsync(9_999);
    expect(world.posted).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(world.posted.map(({ ranges }) => ranges)).toEqual([
      [
        [0, 5],
        [50, 55],
      ],
    ]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(world.posted).toHaveLength(1);
  });

  test('says the place and the length of the segment', async () => {
    const { media, recorder } = world.recording({}, { duration: 119.8 });
    world.play(media, 2);
    await recorder.send();
    expect(world.posted).toEqual([
      {
        course: 'c',
        module: 'm',
        segment: 's',
        event: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        way: 'video',
        source: 'video-480',
        lengthSeconds: 119,
        position: 2,
        ranges: [[0, 2]],
      },
    ]);
  });

  test.each([
    ['of the window', { lengthSeconds: 30 }, 120, 30],
    ['up to the end of what is played', {}, 120, 110],
    ['that is not known yet', {}, Number.NaN, null],
  ])('says the length %s', async (_what, window, duration, expected) => {
    const { media, recorder } = world.recording(window, { duration, currentTime: 10 }, { startSeconds: 10 });
    world.play(media, 2);
    await recorder.send();
    expect(world.posted[0]?.lengthSeconds).toBe(expected);
  });

  test.each(['pause', 'ended'])('goes at once at the event %s', (event) => {
    const { media } = world.recording();
    world.play(media, 5);
    media.dispatchEvent(new Event(event));
    expect(world.posted).toHaveLength(1);
  });

  test('says where the player stands in the segment, which may be elsewhere than what was played', async () => {
    const { media, recorder } = world.recording(
      { lengthSeconds: 90 },
      { currentTime: 10 },
      { startSeconds: 10 },
    );
    world.play(media, 5);
    media.seek(71.6);
    await recorder.send();
    expect(world.posted[0]).toMatchObject({ position: 61, ranges: [[0, 5]] });
  });

  test('tells when the segment is covered', async () => {
    const { media, recorder } = world.recording();
    world.answer = () => Promise.resolve(Response.json({ watched: [[0, 120]], covered: true }));
    world.play(media, 5);
    expect(recorder.covered).toBe(false);
    await recorder.send();
    expect(recorder.covered).toBe(true);
    expect(recorder.confirmed).toEqual([[0, 120]]);
  });

  test('does not lose what is played while it is on the way', async () => {
    const { media, recorder } = world.recording();
    let arrive: (response: Response) => void = () => undefined;
    world.answer = () => new Promise((resolve) => (arrive = resolve));
    world.play(media, 5);
    const sending = recorder.send();
    world.play(media, 5);
    arrive(Response.json({ watched: [[0, 5]], covered: false }));
    await sending;
    expect(recorder.pending).toEqual([[5, 10]]);
  });

  test('ends with the recorder', async () => {
    const { media, recorder } = world.recording();
    recorder.close();
    world.play(media, 5);
    page.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect([world.posted, world.beacons]).toEqual([[], []]);
  });
});

describe('what the server has not confirmed', () => {
  test('stays in the browser while the line is down, and over a reload', async () => {
    const { media, recorder } = world.recording();
    world.play(media, 20);
    await recorder.send();
    expect(recorder.waiting).toBe(true);
    recorder.close();
    expect(world.recorder().pending).toEqual([[0, 20]]);
  });

  test.each([401, 429, 500, 503])(
    'stays when the server answers %i, and goes with the next report',
    async (status) => {
      const { media, recorder } = world.recording();
      world.answer = () => Promise.resolve(Response.json({}, { status }));
      world.play(media, 5);
      await recorder.send();
      expect([recorder.waiting, recorder.pending]).toEqual([true, [[0, 5]]]);
      world.takeAll();
      world.play(media, 5);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(world.posted.at(-1)?.ranges).toEqual([[0, 10]]);
      expect([recorder.waiting, recorder.pending, world.storage.items.size]).toEqual([false, [], 0]);
    },
  );

  test('goes as soon as the line stands again', async () => {
    const { media, recorder } = world.recording();
    world.play(media, 5);
    await recorder.send();
    world.takeAll();
    page.dispatchEvent(new Event('online'));
    await vi.waitFor(() => expect(recorder.confirmed).toEqual([[0, 5]]));
  });

  test('leaves the browser once it is confirmed, and what was cut is sent again', async () => {
    const { media, recorder } = world.recording();
    world.play(media, 20);
    world.answer = () => Promise.resolve(Response.json({ watched: [[0, 15]], covered: false }));
    await recorder.send();
    expect(recorder.confirmed).toEqual([[0, 15]]);
    expect(recorder.pending).toEqual([[15, 20]]);
    world.answer = () => Promise.resolve(Response.json({ watched: [[0, 20]], covered: false }));
    await recorder.send();
    expect(recorder.pending).toEqual([]);
    expect(world.storage.items.size).toBe(0);
  });

  test('is handed over when the page is left or hidden', () => {
    const { media, recorder } = world.recording();
    world.play(media, 5);
    page.dispatchEvent(new Event('pagehide'));
    world.play(media, 5);
    recorder.close();
    expect(world.beacons).toMatchObject([{ ranges: [[0, 5]], lengthSeconds: 120 }, { ranges: [[0, 10]] }]);
  });

  test('is not sent again where the server knew it when the page was made', () => {
    world.play(world.recording().media, 20);
    expect(world.recorder({}, [[5, 15]]).pending).toEqual([
      [0, 5],
      [15, 20],
    ]);
  });

  test.each([{ segment: 'other' }, { module: 'other' }, { course: 'other' }])(
    'is of its own segment: %o',
    (other) => {
      world.play(world.recording().media, 20);
      expect(world.recorder(other).pending).toEqual([]);
    },
  );

  test('is of the person who watched, whoever comes after on the same computer', () => {
    world.play(world.recording({ account: 'first' }).media, 20);
    expect(world.recorder({ account: 'second' }).pending).toEqual([]);
    expect(world.recorder({ account: 'first' }).pending).toEqual([[0, 20]]);
  });

  test.each([
    '',
    'no JSON',
    '{}',
    '[[0,5]]',
    '{"event":"x"}',
    '{"event":"x","ranges":[[5]]}',
    '{"event":"x","ranges":[[9,5]]}',
    '{"event":"x","ranges":[["a","b"]]}',
  ])('is nothing where something else is kept: %s', (text) => {
    world.play(world.recording().media, 5);
    for (const key of world.storage.items.keys()) world.storage.setItem(key, text);
    expect(world.recorder().pending).toEqual([]);
  });

  test('is reported as ever by a browser that keeps nothing', async () => {
    world.storage.broken = true;
    world.takeAll();
    const { media, recorder } = world.recording();
    world.play(media, 5);
    await recorder.send();
    expect(recorder.confirmed).toEqual([[0, 5]]);
  });
});

describe('the id of a report', () => {
  test('stays as long as the report stays the same, and is another one as soon as it says something else', async () => {
    const { media, recorder } = world.recording();
    world.play(media, 5);
    await recorder.send();
    await recorder.send();
    world.play(media, 5);
    await recorder.send();
    const [first, again, next] = world.posted.map(({ event }) => event);
    expect(again).toBe(first);
    expect(next).not.toBe(first);
  });

  test('is kept with what is kept, so that sending it later is the same report', async () => {
    const { media, recorder } = world.recording();
    world.play(media, 5);
    await recorder.send();
    const [kept] = [...world.storage.items.values()].map((text) => JSON.parse(text) as { event: string });
    expect(kept?.event).toBe(world.posted.at(-1)?.event);
  });
});

describe('two windows of one browser', () => {
  test('keep what is theirs, and a third takes over what both left', () => {
    const one = world.recording();
    const two = world.recording();
    two.media.seek(60);
    world.play(one.media, 10);
    world.play(two.media, 10);
    expect(world.storage.items.size).toBe(2);
    const third = world.recorder();
    expect(third.pending).toEqual([
      [0, 10],
      [60, 70],
    ]);
    expect(world.storage.items.size).toBe(1);
  });

  test('another source that is followed next is told as that, and what was played before as what it was', async () => {
    world.takeAll();
    const { media, recorder } = world.recording();
    world.play(media, 10);
    const sound = Object.assign(new FakeMedia(), { currentTime: 10 });
    recorder.follow(sound, { way: 'audio', source: 'audio', startSeconds: 0, from: 10 });
    await vi.waitFor(() => expect(recorder.pending).toEqual([]));
    sound.play();
    world.play(sound, 10);
    await recorder.send();
    expect(world.posted.map(({ way, source, ranges }) => ({ way, source, ranges }))).toEqual([
      { way: 'video', source: 'video-480', ranges: [[0, 10]] },
      { way: 'audio', source: 'audio', ranges: [[10, 20]] },
    ]);
  });
});

describe('who leaves', () => {
  test('after a seek, without playing on, is told about where they stand', async () => {
    world.takeAll();
    const { media, recorder } = world.recording();
    world.play(media, 10);
    await recorder.send();
    media.seek(80);
    recorder.close();
    expect(world.beacons).toMatchObject([{ position: 80, ranges: [] }]);
  });

  test('where the last report left them says nothing', async () => {
    world.takeAll();
    const { media, recorder } = world.recording();
    world.play(media, 10);
    await recorder.send();
    recorder.close();
    expect(world.beacons).toEqual([]);
  });
});
