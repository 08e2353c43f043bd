import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSegment } from '#lib/domain/courses/read-segment.ts';
import {
  blankSegment,
  isBlankSegment,
  segmentsFromForm,
  typedSegment,
} from '#lib/domain/courses/segment-form.ts';
import { typed } from '../../../support/factories/segments.ts';

describe('the fields of a form', () => {
  test('become segments with their marks, in the order of the form', () => {
    const fields: [string, unknown][] = [
      ['basis', 'x'],
      ['segment.1.title', 'B'],
      ['segment.0.key', 'lecture'],
      ['segment.0.title', 'A\0'],
      ['segment.0.mark.10.at', '2'],
      ['segment.0.mark.9.at', '1'],
      ['segment.0.mark.9.title', 'one'],
      ['segment.1.remove', 'on'],
      ['segment.1.start', new Blob()],
      ['segment.x.title', 'no'],
    ];
    expect(segmentsFromForm(fields)).toEqual([
      {
        ...blankSegment(''),
        key: 'lecture',
        title: 'A',
        marks: [
          { at: '1', title: 'one' },
          { at: '2', title: '' },
        ],
      },
      { ...blankSegment(''), title: 'B', remove: true },
    ]);
  });

  test('a new segment is one once something is typed', () => {
    expect(isBlankSegment({ ...blankSegment('steel'), marks: [{ at: ' ', title: '' }] })).toBe(true);
    expect(isBlankSegment({ ...blankSegment('steel'), start: '1' })).toBe(false);
  });
});

describe('a segment is read', () => {
  const codes = (given: Parameters<typeof readSegment>[0]) =>
    readSegment(given).problems.map(({ field, code }) => `${field} ${code}`);

  test.each([
    [{ title: '' }, ['title title-missing']],
    [{ title: 'x'.repeat(201) }, ['title title-long']],
    [{ start: 'soon' }, ['start time-unreadable', 'end time-missing']],
    [{ start: '1:00' }, ['end time-missing']],
    [{ end: '1:00' }, ['start time-missing']],
    [{ start: '1:00', end: '1:00' }, ['end window-short']],
    [{ start: '1:00', end: '0:30' }, ['end window-short']],
    [{ start: '1:00', end: '1:01' }, []],
    [{ marks: [{ at: '', title: 'A' }] }, ['mark.0.at time-missing']],
    [{ marks: [{ at: '1', title: '' }] }, ['mark.0.title title-missing']],
    [
      {
        start: '1:00',
        end: '2:00',
        marks: [
          { at: '0:59', title: 'A' },
          { at: '', title: '' },
          { at: '1:00', title: 'B' },
          { at: '59', title: 'C' },
        ],
      },
      ['mark.2.at mark-outside', 'mark.3.at mark-twice'],
    ],
    // Without times it is the whole recording, however long that is.
    [{ marks: [{ at: '10:00:00', title: 'A' }] }, []],
  ])('%j: %j', (change, expected) => {
    expect(codes({ ...typed(), ...change })).toEqual(expected);
  });

  test('as its form shows it, whatever it holds', () => {
    const at = fc.integer({ min: 0, max: 99_999 });
    fc.assert(
      fc.property(at, fc.integer({ min: 1, max: 99_999 }), fc.uniqueArray(at), (start, length, marks) => {
        const chapters = marks
          .filter((mark) => mark < length)
          .sort((a, b) => a - b)
          .map((atSeconds) => ({ atSeconds, title: `At ${atSeconds}` }));
        const segment = { startSeconds: start, endSeconds: start + length, chapters, title: 'A lecture' };
        expect(readSegment(typed(segment))).toEqual({ read: segment, problems: [] });
      }),
    );
  });

  test('the summary of one that was added comes back as text', () => {
    const standIn = {
      key: 'a',
      title: 'S',
      minutes: 1,
      html: '<p>a &amp; b</p><p>c</p>',
      factIds: [],
      termKeys: [],
    };
    const segment = {
      key: 'a',
      title: 'A',
      recordingKey: 'r',
      startSeconds: null,
      endSeconds: null,
      standIn,
    };
    expect(typedSegment('steel', segment, true).summary).toBe('a & b\n\nc');
    expect(typedSegment('steel', segment, false).summary).toBe('');
  });
});
