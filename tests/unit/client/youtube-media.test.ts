import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { GIVE_UP_MILLISECONDS, YouTubeMedia } from '#lib/client/player/youtube-media.ts';

const HOST = 'https://www.youtube-nocookie.com';
const OPTIONS = { title: 'The lecture', language: 'fa', start: 61.7 };

/** An iframe as far as the player touches it. */
class FakeFrame extends EventTarget {
  src = '';
  title = '';
  allow = '';
  referrerPolicy = '';
  removed = false;
  readonly told: { message: unknown; target: string }[] = [];
  readonly contentWindow = {
    postMessage: (text: string, target: string) =>
      void this.told.push({ message: JSON.parse(text) as unknown, target }),
  };
  remove() {
    this.removed = true;
  }
}

let page: EventTarget;
let frame: FakeFrame;
const host = { replaceChildren: vi.fn() };

beforeEach(() => {
  vi.useFakeTimers();
  page = new EventTarget();
  frame = new FakeFrame();
  host.replaceChildren.mockReset();
  vi.stubGlobal('location', { origin: 'https://learn.example.org' });
  vi.stubGlobal('document', { createElement: () => frame });
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A player and the names of the events that it dispatched. */
function player(id = 'aaaaaaaaaaa') {
  const media = new YouTubeMedia(host as unknown as HTMLElement, id, OPTIONS);
  const events: string[] = [];
  for (const name of ['loadedmetadata', 'unavailable', 'playing', 'pause', 'waiting', 'ended', 'timeupdate'])
    media.addEventListener(name, () => events.push(name));
  return { media, events };
}

/** The frame says something; `from` is where it seems to come from. */
const hear = (data: unknown, from: { origin?: string; source?: unknown } = {}) =>
  page.dispatchEvent(
    Object.assign(new Event('message'), { data, origin: HOST, source: frame.contentWindow, ...from }),
  );
const tell = (info: Record<string, unknown>) => hear(JSON.stringify({ event: 'infoDelivery', info }));

describe('the frame', () => {
  test('comes from the host without cookies, at the start of the segment, in the language of the page', () => {
    player();
    const address = new URL(frame.src);
    expect(`${address.origin}${address.pathname}`).toBe(`${HOST}/embed/aaaaaaaaaaa`);
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      start: '61',
      hl: 'fa',
      origin: 'https://learn.example.org',
    });
    expect(frame).toMatchObject({ title: 'The lecture', referrerPolicy: 'strict-origin-when-cross-origin' });
    expect(host.replaceChildren).toHaveBeenCalledWith(frame);
  });

  test.each(['', 'short', 'aaaaaaaaaaaa', 'aaaaa/aaaaa', '"><script>a'])(
    'is not made for the id %s',
    (id) => {
      expect(() => player(id)).toThrow(TypeError);
      expect(host.replaceChildren).not.toHaveBeenCalled();
    },
  );

  test('is greeted until it talks', () => {
    player();
    frame.dispatchEvent(new Event('load'));
    vi.advanceTimersByTime(1_000);
    expect(frame.told).toHaveLength(4);
    expect(frame.told[0]).toEqual({
      message: { event: 'listening', id: 1, channel: 'widget' },
      target: HOST,
    });
    tell({ duration: 120 });
    vi.advanceTimersByTime(5_000);
    expect(frame.told).toHaveLength(4);
  });

  test('is told to play, to pause, to go somewhere and how fast', () => {
    const { media } = player();
    media.play();
    media.pause();
    media.currentTime = 30;
    media.playbackRate = 2;
    expect(frame.told.map(({ message }) => message)).toMatchObject([
      { func: 'playVideo', args: [] },
      { func: 'pauseVideo', args: [] },
      { func: 'seekTo', args: [30, true] },
      { func: 'setPlaybackRate', args: [2] },
    ]);
  });
});

describe('what the frame says', () => {
  test('becomes the face of a media element', () => {
    const { media } = player();
    expect([media.currentTime, media.duration, media.paused, media.playbackRate]).toEqual([
      0,
      Number.NaN,
      true,
      1,
    ]);
    tell({ currentTime: 5, duration: 120, playbackRate: 1.5, playerState: 1 });
    expect([media.currentTime, media.duration, media.paused, media.playbackRate]).toEqual([
      5,
      120,
      false,
      1.5,
    ]);
    tell({ currentTime: 6 });
    expect([media.currentTime, media.duration]).toEqual([6, 120]);
    tell({ progressState: { current: 7 } });
    expect(media.currentTime).toBe(7);
  });

  test('becomes the usual events, each state once', () => {
    const { events } = player();
    tell({ currentTime: 0, playerState: 1 });
    tell({ currentTime: 1, playerState: 1 });
    for (const playerState of [3, 2, 0]) tell({ playerState });
    expect(events).toEqual([
      'loadedmetadata',
      ...['playing', 'timeupdate'],
      'timeupdate',
      ...['waiting', 'timeupdate'],
      ...['pause', 'timeupdate'],
      ...['ended', 'timeupdate'],
    ]);
  });

  test.each([
    ['another site', { origin: 'https://evil.example.org' }],
    ['another frame of that host', { source: {} }],
  ])('counts for nothing when %s says it', (_who, from) => {
    const { media, events } = player();
    hear(JSON.stringify({ event: 'infoDelivery', info: { currentTime: 100, playerState: 1 } }), from);
    expect([media.currentTime, events]).toEqual([0, []]);
  });

  test.each([
    [42],
    [null],
    ['no JSON'],
    ['"text"'],
    ['null'],
    ['{"event":"infoDelivery","info":"x"}'],
    ['{}'],
  ])('is left aside in another form: %j', (data) => {
    const { events } = player();
    hear(data);
    expect(events).toEqual([]);
  });
});

describe('a video that cannot be had', () => {
  test('is given up after eight seconds of silence, and its frame is taken away', () => {
    const { events } = player();
    vi.advanceTimersByTime(GIVE_UP_MILLISECONDS - 1);
    expect(events).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(events).toEqual(['unavailable']);
    expect(frame.removed).toBe(true);
    tell({ playerState: 1 });
    expect(events).toEqual(['unavailable']);
  });

  test('is not given up once the frame has talked', () => {
    const { events } = player();
    tell({ duration: 120 });
    vi.advanceTimersByTime(10 * GIVE_UP_MILLISECONDS);
    expect(events).not.toContain('unavailable');
  });

  test.each([2, 5, 100, 101, 150, 153])('is given up at once when the frame reports the error %i', (code) => {
    const { events } = player();
    tell({ duration: 120 });
    hear(JSON.stringify({ event: 'onError', info: code }));
    expect(events.at(-1)).toBe('unavailable');
    expect(frame.removed).toBe(true);
  });

  test('is not spoken of after it was destroyed', () => {
    const { media, events } = player();
    media.destroy();
    tell({ playerState: 1 });
    vi.advanceTimersByTime(10 * GIVE_UP_MILLISECONDS);
    expect([events, frame.removed]).toEqual([[], true]);
  });
});
