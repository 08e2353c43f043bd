import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf } from '#lib/domain/cohorts/calendar-day.ts';
import { dateOfDay, parseDay } from '#lib/domain/cohorts/day.ts';

describe('a day from a form', () => {
  test.each([
    ['2026-03-12', '2026-03-12'],
    [' 2026-03-12 ', '2026-03-12'],
    ['2028-02-29', '2028-02-29'],
    ['2000-01-01', '2000-01-01'],
    ['2100-12-31', '2100-12-31'],
    ['', null],
    ['   ', null],
  ])('%j is %j', (typed, day) => expect(parseDay(typed)).toBe(day));

  test.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '1999-12-31',
    '2101-01-01',
    '12.03.2026',
    '2026-3-12',
    '2026-03-12T00:00',
    '۲۰۲۶-۰۳-۱۲',
    'tomorrow',
  ])('%j cannot be read', (typed) => expect(parseDay(typed)).toBeUndefined());

  test('every day of the calendar of these years comes back as it was', () => {
    const days = fc.date({
      min: new Date('2000-01-01T00:00:00Z'),
      max: new Date('2100-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, (moment) => {
        const day = dayOf(moment);
        expect(parseDay(day)).toBe(day);
        expect(dayOf(dateOfDay(day))).toBe(day);
      }),
    );
  });
});
