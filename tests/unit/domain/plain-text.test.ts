import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutControls } from '#lib/domain/plain-text.ts';

test.each([
  ['a mark that turns the direction', 'Paid\u202E 001', 'Paid 001'],
  ['an isolate and its end', '\u2066Sara\u2069', 'Sara'],
  ['direction marks', 'a\u200Eb\u200Fc\u061Cd', 'abcd'],
  ['NUL, bell and the C1 controls', 'a\0b\u0007c\u009Bd', 'abcd'],
  ['half of a pair', 'a\uD800b', 'ab'],
  ['separators that editors hide', 'a\u2028b\u2029c', 'abc'],
])('%s is taken out', (_what, typed, kept) => expect(withoutControls(typed)).toBe(kept));

test.each([
  ['the joiner that Persian needs', 'نمی\u200Cروم'],
  ['the joiner of emoji', '👩\u200D👩\u200D👧'],
  ['lines and tabs', 'one\r\ntwo\tthree'],
  ['letters of every script', 'Ayşe 王晓梅 سارا Ўткир'],
])('%s stays', (_what, typed) => expect(withoutControls(typed)).toBe(typed));

test('nothing that turns the direction is ever left, and a second time changes nothing', () => {
  const typed = fc.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 40 });
  fc.assert(
    fc.property(typed, (codes) => {
      const kept = withoutControls(String.fromCodePoint(0x202e, ...codes, 0x2066));
      return !/\p{Bidi_Control}/u.test(kept) && withoutControls(kept) === kept;
    }),
  );
});
