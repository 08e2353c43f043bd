import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readInvited } from '#lib/domain/cohorts/invited-addresses.ts';

describe('addresses as people paste them', () => {
  test.each([
    ['one a line', 'a@x.org\nb@x.org\r\n c@x.org ', ['a@x.org', 'b@x.org', 'c@x.org']],
    ['with commas of several scripts', 'a@x.org, b@x.org;c@x.org، d@x.org؛e@x.org，f@x.org', 'abcdef'],
    ['with names before them', 'Sara Kim <Sara@X.org>\n"Ali" <ali@x.org>', ['sara@x.org', 'ali@x.org']],
    ['each once', 'a@x.org\nA@X.ORG', ['a@x.org']],
    ['none', ' \n , ;\n', []],
  ])('%s', (_fact, text, expected) => {
    const addresses = typeof expected === 'string' ? [...expected].map((one) => `${one}@x.org`) : expected;
    expect(readInvited(text)).toEqual({ addresses, wrong: [] });
  });

  test('what is no address is named with its line, and the others are still read', () => {
    expect(readInvited('a@x.org\nsara@, b@x.org\n\nnobody')).toEqual({
      addresses: ['a@x.org', 'b@x.org'],
      wrong: [
        { line: 2, text: 'sara@' },
        { line: 4, text: 'nobody' },
      ],
    });
  });

  test('nothing that was written is lost: each piece is an address or wrong', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.emailAddress(), fc.string())), (pieces) => {
        const { addresses, wrong } = readInvited(pieces.join('\n'));
        const isSomething = pieces.some((piece) => piece.replaceAll(/[,;،؛，；]/g, '').trim() !== '');
        expect(addresses.length + wrong.length > 0).toBe(isSomething);
        expect(new Set(addresses).size).toBe(addresses.length);
      }),
    );
  });
});
