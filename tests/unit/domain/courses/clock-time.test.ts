import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockText, parseClock } from '#lib/domain/courses/clock-time.ts';

describe('a time is read as people type it', () => {
  test.each([
    ['1:02:03', 3723],
    ['62:03', 3723],
    ['3723', 3723],
    ['1h2m3s', 3723],
    ['1h 2m 3s', 3723],
    ['62m3s', 3723],
    ['۱:۰۲:۰۳', 3723],
    ['٦٢:٠٣', 3723],
    ['６２：０３', 3723],
    ['\u200f۶۲:۰۳\u200e', 3723],
    [' 0 : 40 ', 40],
    ['0:4', 4],
    ['00:00', 0],
    ['0', 0],
    ['90:00', 5400],
    ['90S', 90],
  ])('%s', (typed, seconds) => {
    expect(parseClock(typed)).toBe(seconds);
  });

  test.each([
    ...['', ' ', ':', '1:', ':30', '1:60', '1:60:00', '1:2:3:4', '-1', '1.5', '12,5', 'abc', '1 2', 'h', '²'],
    ...['360000', '100:00:00', '9'.repeat(500), '1:00 pm'],
  ])('but %s is none', (typed) => {
    expect(parseClock(typed)).toBeNull();
  });
});

const second = fc.integer({ min: 0, max: 359_999 });
const inDigits = (zero: number) => (text: string) =>
  text.replaceAll(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

test('what a field shows is read as the same second, in digits of any script', () => {
  fc.assert(
    fc.property(second, fc.constantFrom(0x30, 0x6f0, 0x660, 0xff10), (seconds, zero) => {
      expect(parseClock(inDigits(zero)(clockText(seconds)))).toBe(seconds);
    }),
  );
});

test('whatever is typed, it is a whole second or nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d:hms ]{0,12}$/)), (typed) => {
      const seconds = parseClock(typed);
      if (seconds === null) return;
      expect(Number.isInteger(seconds)).toBe(true);
      expect(seconds).toBeGreaterThanOrEqual(0);
      expect(parseClock(clockText(seconds))).toBe(seconds);
    }),
  );
});
