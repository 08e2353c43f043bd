import type { Media } from './media.ts';

const HOST = 'https://www.youtube-nocookie.com';
/** A blocked host hangs and never errors, so silence for this long counts as unavailable. */
export const GIVE_UP_MILLISECONDS = 8_000;
const GREETING_MILLISECONDS = 250;

const PLAYER_STATE: Record<number, string> = { 0: 'ended', 1: 'playing', 2: 'pause', 3: 'waiting' };

interface PlayerInfo {
  currentTime?: number;
  duration?: number;
  playbackRate?: number;
  playerState?: number;
  progressState?: { current?: number };
}

/**
 * A YouTube video behind the face of a media element, by the messages of its `youtube-nocookie` frame alone: no script of a third
 * party runs in our page. Dispatches the usual media events, and `unavailable` after 8 s of silence or at an error. The frame's messages
 * are not documented by their owner; everything known of them stays in this file.
 */
export class YouTubeMedia extends EventTarget implements Media {
  readonly #frame: HTMLIFrameElement;
  readonly #info: PlayerInfo = {};
  #ready = false;
  #state = -1;
  #greeting: ReturnType<typeof setInterval> | undefined;
  readonly #patience: ReturnType<typeof setTimeout>;

  /** Puts the frame into `host`. `videoId` is YouTube's 11 characters; `start` in seconds. Throws TypeError for a bad id. */
  constructor(
    host: HTMLElement,
    videoId: string,
    options: { title: string; language: string; start: number },
  ) {
    super();
    if (!/^[\w-]{11}$/.test(videoId)) throw new TypeError('Not a YouTube video id.');
    const parameters = new URLSearchParams({
      enablejsapi: '1',
      origin: location.origin,
      playsinline: '1',
      rel: '0',
      autoplay: '1',
      hl: options.language,
      start: String(Math.floor(options.start)),
    });
    this.#frame = document.createElement('iframe');
    this.#frame.title = options.title;
    this.#frame.allow = 'autoplay; encrypted-media; fullscreen; picture-in-picture';
    // Without a referrer YouTube refuses to play (error 153).
    this.#frame.referrerPolicy = 'strict-origin-when-cross-origin';
    this.#frame.src = `${HOST}/embed/${videoId}?${parameters.toString()}`;
    this.#frame.addEventListener('load', () => this.#greet());
    addEventListener('message', this.#receive);
    this.#patience = setTimeout(() => this.#giveUp(), GIVE_UP_MILLISECONDS);
    host.replaceChildren(this.#frame);
  }

  get currentTime(): number {
    return this.#info.progressState?.current ?? this.#info.currentTime ?? 0;
  }

  /** It stands there from now on for whoever asks; the frame says so a moment later. */
  set currentTime(seconds: number) {
    this.#info.currentTime = seconds;
    delete this.#info.progressState;
    this.#command('seekTo', [seconds, true]);
  }

  get duration(): number {
    return this.#info.duration || Number.NaN;
  }

  get paused(): boolean {
    return this.#state !== 1 && this.#state !== 3;
  }

  get playbackRate(): number {
    return this.#info.playbackRate ?? 1;
  }

  set playbackRate(rate: number) {
    this.#command('setPlaybackRate', [rate]);
  }

  play(): void {
    this.#command('playVideo');
  }

  pause(): void {
    this.#command('pauseVideo');
  }

  /** Takes the frame away and stops listening. */
  destroy(): void {
    clearInterval(this.#greeting);
    clearTimeout(this.#patience);
    removeEventListener('message', this.#receive);
    this.#frame.remove();
  }

  /** The frame starts to talk only when it is greeted, and may miss the first greetings. */
  #greet(): void {
    clearInterval(this.#greeting);
    this.#greeting = setInterval(() => {
      if (this.#ready) clearInterval(this.#greeting);
      else this.#post({ event: 'listening', id: 1, channel: 'widget' });
    }, GREETING_MILLISECONDS);
  }

  #post(message: unknown): void {
    this.#frame.contentWindow?.postMessage(JSON.stringify(message), HOST);
  }

  #command(func: string, args: unknown[] = []): void {
    this.#post({ event: 'command', func, args });
  }

  #giveUp(): void {
    this.destroy();
    this.dispatchEvent(new Event('unavailable'));
  }

  #receive = (event: MessageEvent): void => {
    if (event.origin !== HOST || event.source !== this.#frame.contentWindow) return;
    const message = parseMessage(event.data);
    if (message?.event === 'onError') return this.#giveUp();
    if (!message?.info) return;
    if (!this.#ready) {
      this.#ready = true;
      clearTimeout(this.#patience);
      this.dispatchEvent(new Event('loadedmetadata'));
    }
    Object.assign(this.#info, message.info);
    if (message.info.playerState !== undefined && message.info.playerState !== this.#state) {
      this.#state = message.info.playerState;
      this.dispatchEvent(new Event(PLAYER_STATE[this.#state] ?? 'statechange'));
    }
    this.dispatchEvent(new Event('timeupdate'));
  };
}

function parseMessage(data: unknown): { event?: string; info?: PlayerInfo } | null {
  if (typeof data !== 'string') return null;
  try {
    const message: unknown = JSON.parse(data);
    if (!message || typeof message !== 'object') return null;
    const { event, info } = message as { event?: unknown; info?: unknown };
    return {
      ...(typeof event === 'string' ? { event } : {}),
      ...(info && typeof info === 'object' ? { info } : {}),
    };
  } catch {
    return null;
  }
}
