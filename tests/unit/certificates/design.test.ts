import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  checkDesign,
  DESIGN_LENGTHS,
  PLAIN_DESIGN,
  type TypedDesign,
} from '#lib/domain/certificates/design.ts';

const NOTHING: TypedDesign = { ...PLAIN_DESIGN, accent: '', heading: '', statement: '' };
const wrongIn = (typed: TypedDesign) =>
  Object.fromEntries(Object.entries(checkDesign(typed).problems).filter(([, problem]) => problem !== null));

test('nothing typed is the plain design', () => {
  expect(checkDesign(NOTHING).design).toEqual(PLAIN_DESIGN);
  expect(wrongIn(NOTHING)).toEqual({});
});

test('texts are kept without what cannot be seen, and colours in one spelling', () => {
  const { design } = checkDesign({
    ...NOTHING,
    accent: ' #1F4E5F ',
    heading: ' Proof\u202e of  work\u0007 ',
    signatories: [{ name: 'Ada \u2066Lovelace\u2069', role: ' Head\n', signature: 'aa' }],
  });
  expect(design).toMatchObject({
    accent: '#1f4e5f',
    heading: 'Proof of work',
    signatories: [{ name: 'Ada Lovelace', role: 'Head', signature: 'aa' }],
  });
});

test.each(['red', '#123', '#12345g', '123456', 'url(#a)', '#1234567'])('%s is no colour', (accent) => {
  expect(wrongIn({ ...NOTHING, accent })).toEqual({ accent: 'colour-wrong' });
});

test('what does not fit on the sheet is refused, by field', () => {
  const long = (length: number) => 'ä'.repeat(length + 1);
  const typed = {
    ...NOTHING,
    heading: long(DESIGN_LENGTHS.heading),
    statement: long(DESIGN_LENGTHS.statement),
    signatories: [{ name: long(DESIGN_LENGTHS.name), role: long(DESIGN_LENGTHS.role), signature: null }],
  };
  const tooLong = 'text-long';
  expect(wrongIn(typed)).toEqual({ heading: tooLong, statement: tooLong, name0: tooLong, role0: tooLong });
});

test('a role or a signature needs a name; an empty row is nothing', () => {
  const signatories = [
    { name: '', role: '', signature: null },
    { name: '', role: 'Head', signature: null },
    { name: '\u202e', role: '', signature: 'aa' },
  ];
  expect(wrongIn({ ...NOTHING, signatories })).toEqual({ name1: 'text-missing', name2: 'text-missing' });
});

test('whatever is typed, what is kept has no controls and is kept the same again', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 });
  const typed = fc.record({ heading: text, statement: text, name: text, role: text });
  fc.assert(
    fc.property(typed, ({ heading, statement, name, role }) => {
      const { design } = checkDesign({
        ...NOTHING,
        ...{ heading, statement, signatories: [{ name, role, signature: null }] },
      });
      const kept = [
        design.heading,
        design.statement,
        ...design.signatories.flatMap((one) => [one.name, one.role]),
      ];
      for (const one of kept) expect(one ?? '').not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      const again = {
        ...design,
        accent: '',
        heading: design.heading ?? '',
        statement: design.statement ?? '',
      };
      expect(checkDesign(again).design).toEqual(design);
    }),
  );
});
