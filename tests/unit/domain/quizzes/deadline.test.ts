import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deadlinesOf } from '#lib/domain/quizzes/deadline.ts';
import { parseMinute, toMinute } from '#lib/domain/quizzes/minute.ts';

const start = new Date('2026-03-02T10:00:00Z');
const at = (time: string) => new Date(`2026-03-02T${time}:00Z`);

test.each([
  [1200, 0, null, 0, at('10:20'), at('10:20')],
  [1200, 120, null, 0, at('10:20'), at('10:22')],
  [1200, 120, null, 300, at('10:25'), at('10:27')],
  [1200, 120, at('10:15'), 300, at('10:15'), at('10:17')],
  [1200, 0, at('11:00'), 0, at('10:20'), at('10:20')],
  [null, 120, at('11:00'), 300, at('11:00'), at('11:02')],
  [null, 120, null, 300, null, null],
])(
  'limit %j s, grace %d s, closing %j, %d s granted',
  (limit, grace, closesAt, extraSeconds, deadlineAt, graceEndsAt) => {
    const rules = { timeLimitSeconds: limit, graceSeconds: grace };
    expect(deadlinesOf(rules, start, { closesAt, extraSeconds })).toEqual({ deadlineAt, graceEndsAt });
  },
);

test.each([
  ['2026-03-02T08:30', at('08:30')],
  ['', null],
  ['2026-02-30T08:30', undefined],
  ['2026-03-02', undefined],
  ['2026-03-02T25:00', undefined],
  ['02/03/2026', undefined],
])('a form sends %j', (text, date) => {
  expect(parseMinute(text)).toEqual(date);
});

test('a minute is written as it is read', () => {
  const minutes = fc.integer({ min: 0, max: 4e7 }).map((minute) => new Date(minute * 60_000));
  fc.assert(
    fc.property(minutes, (date) => {
      expect(parseMinute(toMinute(date))).toEqual(date);
    }),
  );
});
