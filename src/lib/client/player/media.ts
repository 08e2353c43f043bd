/** The part of HTMLMediaElement that the product uses; a `<video>` has it, and every other source is given it. */
export interface Media extends EventTarget {
  /** Seconds of the recording. */
  currentTime: number;
  /** Seconds; NaN until known. */
  readonly duration: number;
  readonly paused: boolean;
  playbackRate: number;
  play(): Promise<void> | void;
  pause(): void;
}
