import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allOf,
  childOf,
  elementsOf,
  htmlOf,
  readXml,
  textOf,
  XmlError,
} from '#lib/server/banks/xml/read-xml.ts';
import { element, escapeXml } from '#lib/server/banks/xml/write-xml.ts';

const refusal = (text: string) => {
  try {
    readXml(text);
    return null;
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return [error.code, error.line];
  }
};

test('elements, attributes, text and lines; names without their prefix', () => {
  const quiz = readXml(
    '<?xml version="1.0"?>\n<!-- a bank -->\n<m:quiz xmlns:m="x" kind="a &amp; b">\n  <question\n    type="t">CO&#x2082; <![CDATA[<b>]]></question>\n  <other/>\n</m:quiz>\n',
  );
  expect([quiz.name, quiz.line, quiz.attributes['kind']]).toEqual(['quiz', 3, 'a & b']);
  expect(elementsOf(quiz).map(({ name, line }) => [name, line])).toEqual([
    ['question', 4],
    ['other', 6],
  ]);
  expect(textOf(childOf(quiz, 'question'))).toBe('CO₂ <b>');
  expect(allOf(quiz, 'question', 'other')).toHaveLength(2);
  expect(htmlOf(quiz)).toContain('CO₂ &lt;b&gt;</question>');
});

describe('is refused', () => {
  const bomb = `<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;">]>
<quiz>&lol2;</quiz>`;
  test.each([
    ['entities that multiply', bomb, 'xml-doctype', 1],
    [
      'a file from outside',
      '<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><q>&x;</q>',
      'xml-doctype',
      1,
    ],
    ['a parameter entity', '<!DOCTYPE q [<!ENTITY % x SYSTEM "http://x.test/">%x;]><q/>', 'xml-doctype', 1],
    ['a document type in small letters', '<!doctype q><q/>', 'xml-doctype', 1],
    ['an entity that was never declared', '<q>\n&copy;</q>', 'xml-broken', 2],
    ['an element that never ends', '<q>\n<a>\n</q>', 'xml-broken', 3],
    ['nothing', '', 'xml-broken', 1],
    ['no XML', 'Dear all,', 'xml-broken', 1],
    ['two roots', '<q/><q/>', 'xml-broken', 1],
    ['depth', `${'<a>'.repeat(70)}${'</a>'.repeat(70)}`, 'xml-too-deep', 1],
    ['endless elements', `<q>${'<a/>'.repeat(200_001)}</q>`, 'too-large', 1],
  ])('%s', (_name, text, code, line) => {
    expect(refusal(text)).toEqual([code, line]);
  });

  test('a document type behind the first piece that is read', () => {
    expect(refusal(`<!--${' '.repeat(70_000)}--><!DOCTYPE q><q/>`)?.[0]).toBe('xml-doctype');
  });
});

test('what is written is read again', () => {
  const words = fc
    .string({ unit: 'grapheme' })
    .map((text) => textOf(readXml(`<a>${escapeXml(text)}</a>`)))
    .filter((text) => !/\r/.test(text));
  fc.assert(
    fc.property(words, words, (text, attribute) => {
      const [, given = ''] = /^([^\t\n]*)/.exec(attribute) ?? [];
      const read = readXml(element('a', { of: given }, element('b', {}, escapeXml(text))));
      expect(textOf(read)).toBe(text);
      expect(read.attributes['of']).toBe(given);
    }),
  );
});
