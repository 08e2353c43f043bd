import { expect, test } from 'vitest';
import { resumeAt } from '#lib/domain/progress/resume-at.ts';

test.each([
  [null, 2_000, null],
  [0, 2_000, null],
  [754, 2_000, 754],
  [754, null, 754],
  [1_989, 2_000, 1_989],
  [1_990, 2_000, null],
  [2_000, 2_000, null],
])('stopped at %s of %s s it goes on at %s', (position, length, expected) => {
  expect(resumeAt(position, length)).toBe(expected);
});
