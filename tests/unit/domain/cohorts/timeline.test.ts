import { expect, test } from 'vitest';
import { byDay, foldOlder } from '#lib/domain/cohorts/timeline.ts';

test('events are grouped by their day in UTC, in the order in which they come', () => {
  const at = (text: string) => ({ at: new Date(text) });
  const [late, early, before] = [
    at('2026-03-02T23:59:59Z'),
    at('2026-03-02T00:00:00Z'),
    at('2026-03-01T23:59:59Z'),
  ];
  expect(byDay([late, early, before])).toEqual([
    { day: '2026-03-02', events: [late, early] },
    { day: '2026-03-01', events: [before] },
  ]);
  expect(byDay([])).toEqual([]);
});

test('the newest whole days are read at once, and older ones folded where there are several', () => {
  const days = [3, 2, 1, 9].map((count) => ({ events: Array.from({ length: count }) }));
  const [a, b, c, d] = days;
  expect(foldOlder(days, 4)).toEqual({ recent: [a, b], older: [c, d] });
  expect(foldOlder(days, 5)).toEqual({ recent: [a, b], older: [c, d] });
  expect(foldOlder(days, 6)).toEqual({ recent: days, older: [] });
  expect(foldOlder(days, 100)).toEqual({ recent: days, older: [] });
  expect(foldOlder([], 1)).toEqual({ recent: [], older: [] });
});
