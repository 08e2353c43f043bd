import { expect, test } from 'vitest';
import { byDay } from '#lib/domain/cohorts/timeline.ts';

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
