import { expect, test } from 'vitest';
import { timeLeft } from '#lib/domain/quizzes/time-left.ts';

const at = (clock: string) => new Date(`2026-03-05T${clock}Z`);
const rules = { deadlineAt: at('10:25:00'), graceEndsAt: at('10:27:00') };

test.each([
  ['10:18:00', 'plenty', 420],
  ['10:19:59', 'plenty', 301],
  ['10:20:00', 'five-minutes', 300],
  ['10:23:59', 'five-minutes', 61],
  ['10:24:00', 'one-minute', 60],
  ['10:24:59', 'one-minute', 1],
  ['10:25:00', 'over', 120],
  ['10:26:59', 'over', 1],
  ['10:27:00', 'closed', 0],
  ['12:00:00', 'closed', 0],
])('at %s: %s, %i s', (clock, step, seconds) => {
  expect(timeLeft(rules, at(clock).getTime())).toEqual({ step, milliseconds: seconds * 1000 });
});

test('without a grace period the deadline closes it', () => {
  expect(timeLeft({ ...rules, graceEndsAt: rules.deadlineAt }, at('10:25:00').getTime()).step).toBe('closed');
});
