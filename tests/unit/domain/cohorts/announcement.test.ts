import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { announcementProblems, paragraphsOf, readAnnouncement } from '#lib/domain/cohorts/announcement.ts';

describe('a message', () => {
  test('has its subject on one line and its text without empty ends', () => {
    expect(readAnnouncement({ subject: ' The\r\nquiz ', body: '\n Dear all,\r\n\r\nhello \n' })).toEqual({
      subject: 'The quiz',
      body: 'Dear all,\n\nhello',
    });
  });

  test.each([
    ['', 'x', 'text-missing', null],
    ['x', '', null, 'text-missing'],
    ['x'.repeat(151), 'x'.repeat(4001), 'text-long', 'text-long'],
    ['😀'.repeat(150), 'س'.repeat(4000), null, null],
  ])('with "%.5s" and "%.5s" has the problems %s and %s', (subject, body, atSubject, atBody) => {
    expect(announcementProblems({ subject, body })).toEqual({ subject: atSubject, body: atBody });
  });

  test('is parted into paragraphs at empty lines, also where they hold spaces', () => {
    expect(paragraphsOf('Dear all,\n \n\nthe quiz opens\non Monday.\n')).toEqual([
      'Dear all,',
      'the quiz opens\non Monday.',
    ]);
  });

  test('loses no word in its paragraphs', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const words = (given: string) => given.split(/\s+/).filter(Boolean);
        expect(words(paragraphsOf(text).join('\n\n'))).toEqual(words(text));
      }),
    );
  });
});
