import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  EVENTS_KEPT,
  mergeReport,
  type PlayedReport,
  type WatchState,
} from '#lib/domain/progress/merge-report.ts';
import { creditBudget } from '#lib/domain/progress/watch-credit.ts';
import { secondsIn } from '#lib/domain/progress/watched-ranges.ts';
import { happen, histories } from '../../../support/watch-history.ts';

const NOTHING: WatchState = {
  watched: [],
  lengthSeconds: null,
  lastCredit: 0,
  way: 'video',
  source: null,
  position: null,
  recentEvents: [],
};

const report = (given: Partial<PlayedReport>): PlayedReport => ({
  event: null,
  ranges: [],
  lengthSeconds: 120,
  way: 'video',
  source: 'video-240',
  position: null,
  ...given,
});

describe('a report', () => {
  test('that comes again changes nothing, however late', () => {
    const first = mergeReport(NOTHING, report({ event: 'e1', ranges: [[0, 20]], position: 20 }), 20);
    const second = mergeReport(
      first,
      report({ event: 'e2', ranges: [[60, 70]], position: 5, source: 'audio', way: 'audio' }),
      40,
    );
    const again = mergeReport(second, report({ event: 'e1', ranges: [[0, 120]], position: 20 }), 4_000);
    expect(again).toEqual(second);
    expect(again).toMatchObject({ position: 5, source: 'audio', way: 'audio', lastCredit: 40 });
  });

  test('that is credited nothing leaves way and source, and moves the position', () => {
    const first = mergeReport(NOTHING, report({ event: 'e1', ranges: [[0, 20]], position: 20 }), 20);
    const looked = report({ event: 'e2', ranges: [[0, 5]], position: 5, way: 'audio', source: 'audio' });
    expect(mergeReport(first, looked, 40)).toMatchObject({
      way: 'video',
      source: 'video-240',
      position: 5,
      lastCredit: 20,
    });
  });

  test('without a position keeps the one that is known', () => {
    const first = mergeReport(NOTHING, report({ event: 'e1', position: 20 }), 20);
    expect(mergeReport(first, report({ event: 'e2', position: null }), 30).position).toBe(20);
  });

  test('without an event is merged each time, and remembered by none', () => {
    const old = report({ ranges: [[0, 20]] });
    const known = mergeReport(mergeReport(NOTHING, old, 20), old, 40);
    expect(known).toMatchObject({ watched: [[0, 20]], recentEvents: [] });
  });
});

test('the last 32 events are remembered, newest last', () => {
  let known = NOTHING;
  for (let n = 0; n < 40; n++) known = mergeReport(known, report({ event: `e${n}` }), n);
  expect(known.recentEvents).toHaveLength(EVENTS_KEPT);
  expect(known.recentEvents.at(-1)).toBe('e39');
  expect(known.recentEvents[0]).toBe('e8');
});

test('whatever is lost, repeated or late on three devices, in the end exactly what was played is known', async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (steps) => {
      let state = NOTHING;
      const { played, known, seconds, unconfirmed } = await happen(steps, (sent, now) => {
        state = mergeReport(state, sent, now);
        // At every moment no more than the clock allows.
        expect(secondsIn(state.watched)).toBeLessThanOrEqual(creditBudget(now));
        return [...state.watched];
      });
      expect(unconfirmed).toEqual([]);
      expect(known).toEqual(played);
      expect(secondsIn(known)).toBeLessThanOrEqual(creditBudget(seconds));
    }),
    { numRuns: 300 },
  );
});
