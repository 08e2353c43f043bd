import { describe, expect, test } from 'vitest';
import type { RecordingFile } from '#lib/domain/courses/recording-file.ts';
import {
  nextSource,
  preferredSource,
  sourcesOf,
  windowSeconds,
  type Source,
} from '#lib/domain/courses/sources.ts';

const segment = {
  key: 'lecture',
  moduleKey: 'steel',
  recordingKey: 'day',
  startSeconds: 600 as number | null,
  endSeconds: 780 as number | null,
};
const recording = { key: 'day', youtubeId: 'oHulRJPGA5c' };

const file = (given: Partial<RecordingFile> = {}): RecordingFile => ({
  id: 'f',
  recordingKey: 'day',
  moduleKey: null,
  segmentKey: null,
  cutStartSeconds: null,
  cutEndSeconds: null,
  kind: 'video-480',
  fileName: 'day.mp4',
  mediaType: 'video/mp4',
  sizeBytes: 1000,
  durationSeconds: 7200,
  ...given,
});
const cut = (given: Partial<RecordingFile> = {}) =>
  file({
    id: 'cut',
    moduleKey: 'steel',
    segmentKey: 'lecture',
    cutStartSeconds: segment.startSeconds,
    cutEndSeconds: segment.endSeconds,
    ...given,
  });
const inShort = (sources: Source[]) =>
  sources.map(({ kind, fileId, startSeconds }) => [kind, fileId, startSeconds]);

describe('the ladder', () => {
  test('without files is YouTube, from the start of the segment', () => {
    expect(inShort(sourcesOf(segment, recording, []))).toEqual([['youtube', null, 600]]);
  });

  test('has the best picture first and YouTube last, whatever order they were uploaded in', () => {
    const files = [
      file({ id: 'a', kind: 'audio' }),
      file({ id: 's', kind: 'video-240' }),
      file({ id: 'l', kind: 'video-480' }),
    ];
    expect(inShort(sourcesOf(segment, recording, files))).toEqual([
      ['video-480', 'l', 600],
      ['video-240', 's', 600],
      ['audio', 'a', 600],
      ['youtube', null, 600],
    ]);
  });

  test('takes a file that was cut for the segment before one of the whole recording', () => {
    expect(inShort(sourcesOf(segment, recording, [file(), cut()]))).toEqual([
      ['video-480', 'cut', 0],
      ['youtube', null, 600],
    ]);
  });

  test.each([
    ['another window', cut({ cutEndSeconds: 900 })],
    ['another segment', cut({ segmentKey: 'other' })],
    ['another module', cut({ moduleKey: 'cement' })],
    ['another recording', cut({ recordingKey: 'other' })],
  ])('does not offer a file that was cut for %s', (_what, other) => {
    expect(inShort(sourcesOf(segment, recording, [other]))).toEqual([['youtube', null, 600]]);
  });

  test('of a segment without a window is the file that was cut for it alone, as seconds of the whole are others', () => {
    const open = { ...segment, startSeconds: null, endSeconds: null };
    const own = cut({ cutStartSeconds: null, cutEndSeconds: null, kind: 'audio' });
    expect(inShort(sourcesOf(open, recording, [file(), own]))).toEqual([['audio', 'cut', 0]]);
    expect(inShort(sourcesOf(open, recording, [file()]))).toEqual([
      ['video-480', 'f', 0],
      ['youtube', null, 0],
    ]);
  });

  test('of a recording that the course does not name any more is what was uploaded', () => {
    expect(sourcesOf(segment, undefined, [])).toEqual([]);
    expect(sourcesOf(segment, undefined, [file({ kind: 'audio' })])).toMatchObject([{ way: 'audio' }]);
  });
});

const ladder = sourcesOf(segment, recording, [file(), file({ kind: 'audio', id: 'a' })]);

test.each([
  [null, [], 'video-480'],
  ['audio', [], 'audio'],
  ['video-240', [], 'video-480'],
  ['youtube', ['youtube'], 'video-480'],
  [null, ['video-480'], 'audio'],
  ['audio', ['video-480', 'audio', 'youtube'], 'video-480'],
] as const)('chosen %s, unreachable %j: %s is offered first', (chosen, unreachable, expected) => {
  expect(preferredSource(ladder, { chosen, unreachable })?.kind).toBe(expected);
});

test('nothing is offered where nothing is there', () => {
  expect(preferredSource([], { chosen: 'audio', unreachable: [] })).toBeNull();
});

test.each([
  ['video-480', ['video-480'], 'audio'],
  ['youtube', ['youtube'], 'video-480'],
  ['audio', ['audio', 'youtube'], 'video-480'],
  ['audio', ['audio', 'youtube', 'video-480'], undefined],
] as const)('after %s, with %j failed, comes %s', (current, failed, expected) => {
  expect(nextSource(ladder, failed, current)?.kind).toBe(expected);
});

test('a window has a length once both ends are set', () => {
  expect(windowSeconds(segment)).toBe(180);
  expect(windowSeconds({ startSeconds: null, endSeconds: null })).toBeNull();
});
