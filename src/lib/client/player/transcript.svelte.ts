/** A line of a transcript, in seconds of the segment. */
export interface TranscriptLine {
  start: number;
  end: number;
  text: string;
}

/** Reads captions by the browser's own reader of WebVTT. Rejects when they do not come. */
export function loadCaptions(address: string): Promise<TranscriptLine[]> {
  return new Promise((resolve, reject) => {
    const track = document.createElement('track');
    track.addEventListener('load', () => {
      const cues = [...(track.track.cues ?? [])] as VTTCue[];
      resolve(
        cues.map((cue) => ({
          start: cue.startTime,
          end: cue.endTime,
          text: cue.getCueAsHTML().textContent.trim(),
        })),
      );
    });
    track.addEventListener('error', () => reject(new Error('The captions did not come.')));
    track.kind = 'metadata';
    track.src = address;
    document.createElement('video').append(track);
    track.track.mode = 'hidden';
  });
}

/** Words as they are compared: without case, and without the marks on letters that many people leave out. */
const bare = (text: string) =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('ي', 'ی').replaceAll('ك', 'ک').toLowerCase();

/** The transcript of a segment: its lines, the one that is spoken now, and what a search finds. */
export class Transcript {
  lines = $state.raw<readonly TranscriptLine[]>([]);
  language = $state<string | null>(null);
  failed = $state(false);
  words = $state('');
  /** The lines that hold the words; all of them without words. */
  found = $derived(
    bare(this.words).trim() === ''
      ? this.lines
      : this.lines.filter(({ text }) => bare(text).includes(bare(this.words).trim())),
  );

  readonly #load: typeof loadCaptions;

  constructor(load = loadCaptions) {
    this.#load = load;
  }

  async open(language: string, address: string): Promise<void> {
    if (this.language === language && !this.failed) return;
    this.language = language;
    this.failed = false;
    this.lines = [];
    try {
      const lines = await this.#load(address);
      if (this.language === language) this.lines = lines;
    } catch {
      this.failed = true;
    }
  }

  /** What is said at a second of the segment; null in a pause. */
  at(seconds: number): TranscriptLine | null {
    return this.lines.findLast(({ start, end }) => start <= seconds && seconds < end) ?? null;
  }
}
