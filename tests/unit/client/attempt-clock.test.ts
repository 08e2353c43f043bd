import { expect, test } from 'vitest';
import { AttemptClock } from '#lib/client/attempt-clock.svelte.ts';

const at = (clock: string) => new Date(`2026-03-05T${clock}Z`);
const times = { deadlineAt: at('10:25:00'), graceEndsAt: at('10:27:00'), serverNow: at('10:19:00') };

/** A device whose clock is four hours behind, and that took 20 s from the first byte to running scripts. */
function device() {
  const arrived = at('06:19:00').getTime();
  const world = { now: arrived + 20_000, tick: () => {}, stopped: false };
  return {
    pass(seconds: number) {
      world.now += seconds * 1000;
      world.tick();
    },
    isStopped: () => world.stopped,
    around: {
      now: () => world.now,
      arrivedAt: () => arrived,
      every(work: () => void) {
        world.tick = work;
        return () => (world.stopped = true);
      },
    },
  };
}

test('time runs by the clock of the server, whatever the device says, and with what loading took', () => {
  const { around, pass, isStopped } = device();
  const clock = new AttemptClock(times, around);
  expect([clock.step, clock.left]).toEqual(['plenty', 340_000]);
  pass(40);
  expect([clock.step, clock.left]).toEqual(['five-minutes', 300_000]);
  pass(240);
  expect(clock.step).toBe('one-minute');
  pass(60);
  expect([clock.step, clock.left]).toEqual(['over', 120_000]);
  // A computer that slept.
  pass(3600);
  expect([clock.step, clock.left]).toEqual(['closed', 0]);
  clock.close();
  expect(isStopped()).toBe(true);
});
