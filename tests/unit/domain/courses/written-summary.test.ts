import fc from 'fast-check';
import { expect, test } from 'vitest';
import { summaryHtml, summaryText, writtenSummary } from '#lib/domain/courses/written-summary.ts';
import { sanitize } from '#lib/server/content/sanitize.ts';

test('paragraphs are set apart by blank lines, and what looks like HTML is text', () => {
  expect(summaryHtml('One & two.\r\n \r\n<script>alert(1)</script>\nsecond line\n\n\n')).toBe(
    '<p>One &amp; two.</p><p>&lt;script&gt;alert(1)&lt;/script&gt;<br />second line</p>',
  );
});

const text = fc.oneof(
  fc.string(),
  fc
    .array(fc.constantFrom('a', '<p>', '&amp;', '&lt;', '<br />', '\n', '\n\n', ' ', '"', 'ا'))
    .map((all) => all.join('')),
);

test('whatever is written, the filter of readings finds nothing to take away', () => {
  fc.assert(
    fc.property(text, (given) => {
      expect(sanitize(summaryHtml(given))).toBe(summaryHtml(given));
    }),
  );
});

test('the text comes back from its HTML and gives the same HTML', () => {
  fc.assert(
    fc.property(text, (given) => {
      expect(summaryHtml(summaryText(summaryHtml(given)))).toBe(summaryHtml(given));
    }),
  );
});

test('it says how long it takes to read', () => {
  const words = (count: number) => writtenSummary({ key: 'a', title: 'T', text: 'word '.repeat(count) });
  expect([words(1).minutes, words(540).minutes]).toEqual([1, 3]);
  expect(words(1)).toMatchObject({ key: 'a-summary', title: 'T', factIds: [], termKeys: [] });
});
