import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  captionTime,
  languageTag,
  MOST_CUES,
  parseCaptions,
  shiftCaptions,
  transcriptOf,
  writeCaptions,
} from '#lib/domain/courses/webvtt.ts';

const cue = (startSeconds: number, endSeconds: number, text: string) => ({ startSeconds, endSeconds, text });
const lines = (...all: string[]) => all.join('\n');

describe('captions are read', () => {
  test('from WebVTT with names, settings, tags, comments and styles', () => {
    const text = lines(
      'WEBVTT - lecture 3',
      'Kind: captions',
      '',
      'STYLE',
      '::cue { color: red }',
      '',
      'NOTE of the translator',
      '',
      'intro',
      '00:01.500 --> 00:04.000 align:start line:90%',
      '<v Guo Zhancheng>Steel &amp; <i>iron</i> &lt; copper</v>',
      'in <00:02.000>one tonne',
      '',
      '01:00:00.000 --> 01:00:01.000',
      'The end',
    );
    expect(parseCaptions(text)).toEqual({
      cues: [cue(1.5, 4, 'Steel & iron < copper\nin one tonne'), cue(3600, 3601, 'The end')],
      problems: [],
    });
  });

  test('from SubRip, with any line ends and a byte order mark', () => {
    const text =
      '\uFEFF1\r\n00:00:01,000 --> 00:00:02,5\r\n{\\an8}One\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nTwo\r\n';
    expect(parseCaptions(text)).toEqual({ cues: [cue(1, 2.5, 'One'), cue(3, 4, 'Two')], problems: [] });
  });

  test('without empty lines between cues, in any order, without hours and parts of seconds', () => {
    const text = lines('2', '0:05 --> 0:06', 'b', '1', '0:01 --> 0:02', 'a');
    expect(parseCaptions(text)).toEqual({ cues: [cue(1, 2, 'a'), cue(5, 6, 'b')], problems: [] });
  });

  test('in Persian, unchanged', () => {
    const text = lines('WEBVTT', '', '00:00.000 --> 00:02.000', 'فولاد و آهن');
    expect(parseCaptions(text).cues).toEqual([cue(0, 2, 'فولاد و آهن')]);
  });

  test('cues without text are left out', () => {
    expect(
      parseCaptions(
        lines('WEBVTT', '', '00:01.000 --> 00:02.000', '<i></i>', '', '00:03.000 --> 00:04.000', 'x'),
      ).cues,
    ).toEqual([cue(3, 4, 'x')]);
  });
});

test.each([
  ['nothing', '', 'no-cues', 1],
  ['only a first line', 'WEBVTT', 'no-cues', 1],
  ['text without a time', lines('WEBVTT', '', 'Hello'), 'no-time', 3],
  ['HTML', '<!doctype html><p>x', 'no-time', 1],
  ['an end before the start', lines('WEBVTT', '', '00:02.000 --> 00:01.000', 'x'), 'end-before-start', 3],
  ['no length', lines('WEBVTT', '', '00:02.000 --> 00:02.000', 'x'), 'end-before-start', 3],
  ['a time that is none', lines('WEBVTT', '', 'soon --> 00:01.000', 'x'), 'time', 3],
  ['75 seconds', lines('WEBVTT', '', '00:75.000 --> 02:00.000', 'x'), 'time', 3],
])('%s is told with its line', (_what, text, code, line) => {
  expect(parseCaptions(text).problems).toEqual([{ code, line }]);
});

test('too many cues are told', () => {
  const many = Array.from({ length: MOST_CUES + 1 }, (_, index) => cue(index, index + 1, 'x'));
  expect(parseCaptions(writeCaptions(many)).problems).toMatchObject([{ code: 'too-many' }]);
  expect(parseCaptions(writeCaptions(many.slice(1))).problems).toEqual([]);
});

const anyCue = fc
  .record({
    start: fc.nat({ max: 40_000_000 }),
    length: fc.integer({ min: 1, max: 60_000 }),
    text: fc.array(
      fc
        .string({ unit: 'binary', minLength: 1 })
        .filter((text) => !/[\r\n\0\uFEFF]/.test(text) && text.trim() === text && !/[{<&>\\]/.test(text)),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ start, length, text }) => cue(start / 1000, (start + length) / 1000, text.join('\n')));

test('what is written is read again', () => {
  fc.assert(
    fc.property(fc.array(anyCue, { minLength: 1 }), (cues) => {
      const sorted = cues.toSorted((a, b) => a.startSeconds - b.startSeconds);
      expect(parseCaptions(writeCaptions(sorted))).toEqual({ cues: sorted, problems: [] });
    }),
  );
});

test('signs of the format are only text', () => {
  const cues = [cue(0, 1, 'a <b> & --> "c"')];
  expect(writeCaptions(cues)).toContain('a &lt;b&gt; &amp; --&gt; "c"');
  expect(parseCaptions(writeCaptions(cues)).cues).toEqual(cues);
});

test('any text ends in cues or problems', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { cues, problems } = parseCaptions(text);
      expect(cues.length + problems.length).toBeGreaterThan(0);
    }),
  );
});

test('all cues move, and none begins before the segment', () => {
  const cues = [cue(1, 4, 'a'), cue(0.2, 0.9, 'b'), cue(10.1, 11, 'c')];
  expect(shiftCaptions(cues, -2)).toEqual([cue(0, 2, 'a'), cue(8.1, 9, 'c')]);
  expect(shiftCaptions(cues, 0.25)[2]).toEqual(cue(10.35, 11.25, 'c'));
});

test('a transcript has a line for each cue and an empty line for a pause', () => {
  expect(transcriptOf([cue(0, 1, 'One\nhalf'), cue(1.5, 2, 'two'), cue(4, 5, 'three')])).toBe(
    'One half\ntwo\n\nthree\n',
  );
});

test('a moment is written with hours', () => {
  expect([0, 3725.5, 59.9996, 360_000].map(captionTime)).toEqual([
    '00:00:00.000',
    '01:02:05.500',
    '00:01:00.000',
    '100:00:00.000',
  ]);
});

test.each([
  ['fa', 'fa'],
  ['PT-br', 'pt-BR'],
  ['zh_hant', 'zh-Hant'],
  ['english', null],
  ['', null],
  ['../fa', null],
  ['a', null],
])('the language %j is %j', (text, tag) => {
  expect(languageTag(text)).toBe(tag);
});
