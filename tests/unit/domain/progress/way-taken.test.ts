import { expect, test } from 'vitest';
import { wayTaken } from '#lib/domain/progress/way-taken.ts';

test.each([
  ['nothing but the stand-in read', 'transcript', false, false, true, 'transcript'],
  ['a look at the video after the stand-in', 'video', true, false, true, 'transcript'],
  ['all heard, then read', 'audio', true, true, true, 'audio'],
  ['half of it heard', 'audio', true, false, false, 'audio'],
  ['all seen, marked as transcript once', 'transcript', true, true, true, 'video'],
] as const)('%s', (_what, way, hasWatched, isWatchedEnough, standInRead, taken) => {
  expect(wayTaken({ way, hasWatched, isWatchedEnough, standInRead })).toBe(taken);
});
