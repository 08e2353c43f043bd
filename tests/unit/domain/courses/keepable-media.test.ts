import { expect, test } from 'vitest';
import type { Segment } from '#lib/domain/courses/course.ts';
import { keepableMedia } from '#lib/domain/courses/keepable-media.ts';
import type { RecordingFile } from '#lib/domain/courses/recording-file.ts';

const segment = (key: string, startSeconds: number | null, endSeconds: number | null): Segment => ({
  key,
  title: key,
  recordingKey: 'day-1',
  startSeconds,
  endSeconds,
  standIn: { key: 's', title: '', minutes: 1, html: '', factIds: [], termKeys: [] },
});
const file = (id: string, given: Partial<RecordingFile> = {}): RecordingFile => ({
  id,
  recordingKey: 'day-1',
  moduleKey: null,
  segmentKey: null,
  cutStartSeconds: null,
  cutEndSeconds: null,
  kind: 'audio',
  fileName: `${id}.m4a`,
  mediaType: 'audio/mp4',
  sizeBytes: 1_000,
  durationSeconds: 600,
  ...given,
});
const cut = (id: string, key: string, start: number | null, end: number | null) =>
  file(id, { moduleKey: 'steel', segmentKey: key, cutStartSeconds: start, cutEndSeconds: end });

const one = segment('one', 0, 120);
const two = segment('two', 120, 300);
const ids = (segments: Segment[], files: RecordingFile[]) =>
  keepableMedia(segments, 'steel', files, 'audio').map(({ id }) => id);

test('a file that was cut for the segment goes before that of the whole recording', () => {
  expect(ids([one], [file('whole'), cut('cut', 'one', 0, 120)])).toEqual(['cut']);
});

test('a file that was cut for another window of the segment is not taken', () => {
  expect(ids([one], [cut('old', 'one', 0, 90)])).toEqual([]);
  expect(ids([one], [cut('old', 'one', 0, 90), file('whole')])).toEqual(['whole']);
});

test('the whole recording is kept once for all segments', () => {
  expect(ids([one, two], [file('whole')])).toEqual(['whole']);
});

test('nothing is offered where one segment would be silent', () => {
  expect(ids([one, two], [cut('cut', 'one', 0, 120)])).toEqual([]);
  expect(
    ids([one], [file('video', { kind: 'video-240' }), file('other', { recordingKey: 'day-2' })]),
  ).toEqual([]);
});
