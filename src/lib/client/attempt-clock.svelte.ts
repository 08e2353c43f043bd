import { timeLeft, type TimeStep } from '#lib/domain/quizzes/time-left.ts';

export interface ClockSurroundings {
  /** The device's clock in milliseconds; may be wrong by hours. */
  now(): number;
  /** When the page came from the server, by the same clock. */
  arrivedAt(): number;
  every(work: () => void, milliseconds: number): () => void;
}

const browser: ClockSurroundings = {
  now: () => Date.now(),
  arrivedAt() {
    const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    // A page that was reached without loading the document came just now.
    return page?.name === location.href ? performance.timeOrigin + page.responseStart : Date.now();
  },
  every(work, milliseconds) {
    const timer = setInterval(work, milliseconds);
    return () => clearInterval(timer);
  },
};

/** Runs down the time of an attempt by the server's clock: the device's own is only used for what passed since the page came. */
export class AttemptClock {
  step = $state<TimeStep>('plenty');
  /** Left until the deadline, or in the grace period until that ends; in milliseconds. */
  left = $state(0);
  readonly #stop: () => void;

  constructor(
    times: { deadlineAt: Date; graceEndsAt: Date; serverNow: Date },
    around: ClockSurroundings = browser,
  ) {
    const ahead = times.serverNow.getTime() - around.arrivedAt();
    const tick = () => {
      const { step, milliseconds } = timeLeft(times, around.now() + ahead);
      this.step = step;
      this.left = milliseconds;
    };
    tick();
    this.#stop = around.every(tick, 500);
  }

  close(): void {
    this.#stop();
  }
}
