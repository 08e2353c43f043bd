import type { Source } from '../../domain/courses/sources.ts';
import { routes } from '../routes.ts';
import type { Media } from './media.ts';
import { YouTubeMedia } from './youtube-media.ts';

/** A source that plays in the page. `media` also dispatches `unavailable` when it cannot be played. */
export interface OpenedSource {
  media: Media;
  close(): void;
}

interface Opening {
  title: string;
  /** Of the interface, for YouTube's own words. */
  language: string;
  youtubeId: string;
  /** Where to begin, in seconds of what is played. */
  at: number;
}

/** Without a sign of life for so long our own server counts as out of reach. A slow line shows signs of life. */
const PATIENCE_MILLISECONDS = 20_000;

/** Puts the player of a source into `host` and starts it. */
export function openSource(host: HTMLElement, source: Source, opening: Opening): OpenedSource {
  if (source.fileId === null) {
    const { youtubeId, at: start, ...rest } = opening;
    const media = new YouTubeMedia(host, youtubeId, { ...rest, start });
    return { media, close: () => media.destroy() };
  }
  const media = document.createElement(source.way);
  if (media instanceof HTMLVideoElement) media.playsInline = true;
  media.title = opening.title;
  const patience = new Patience(() => media.dispatchEvent(new Event('unavailable')));
  for (const sign of ['progress', 'loadstart']) media.addEventListener(sign, () => patience.renew());
  media.addEventListener('loadedmetadata', () => patience.end());
  media.addEventListener('error', () => {
    patience.end();
    media.dispatchEvent(new Event('unavailable'));
  });
  patience.renew();
  media.src = `${routes.recordingFile(source.fileId)}#t=${opening.at}`;
  host.replaceChildren(media);
  // Where the browser wants another press before it plays with sound, the button is there.
  media.play().catch(() => undefined);
  return {
    media,
    close() {
      patience.end();
      media.pause();
      // Lets go of the line at once.
      media.removeAttribute('src');
      media.load();
      media.remove();
    },
  };
}

class Patience {
  readonly #over: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(over: () => void) {
    this.#over = over;
  }

  renew(): void {
    clearTimeout(this.#timer);
    if (!this.#ended) this.#timer = setTimeout(this.#over, PATIENCE_MILLISECONDS);
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }
}
