import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cleanName,
  cleanNameLanguage,
  cleanNames,
  latinNameProblem,
  NAME_LENGTH_LIMIT,
  nameProblem,
  namesProblems,
  scriptOf,
} from '#lib/domain/accounts/person-name.ts';

describe('a name is kept', () => {
  test.each([
    ['trimmed, with single spaces', '  Ayşe \t  YILDIRIM\n', 'Ayşe YILDIRIM'],
    ['composed', 'Ays\u0327e', 'Ayşe'],
    ['without direction marks', 'Sara\u202E \u2066Ahmadi\u2069\u200F', 'Sara Ahmadi'],
    ['without a NUL byte', 'Sa\0ra', 'Sara'],
    ['without a soft hyphen, a byte order mark, a half pair', 'Sa\u00ADra\uFEFF\uD800', 'Sara'],
    ['with the joiner that Persian needs', 'نرگس احمدی\u200Cپور', 'نرگس احمدی\u200Cپور'],
    ['with one joiner where several were typed', 'احمدی\u200C\u200C\u200Cپور', 'احمدی\u200Cپور'],
    ['without a joiner that joins nothing', '\u200Cنرگس\u200C احمدی\u200D', 'نرگس احمدی'],
    ['in Chinese', ' 王晓梅 ', '王晓梅'],
    ['with its apostrophes', 'Dilnoza Toʻxtayeva', 'Dilnoza Toʻxtayeva'],
    ['as it is, though it looks like a page', '<b>Sara</b>', '<b>Sara</b>'],
  ])('%s', (_how, typed, kept) => expect(cleanName(typed)).toBe(kept));

  test('and cleaning it again changes nothing, whatever was typed', () => {
    const nasty = fc.string({
      unit: fc.oneof(
        fc.constantFrom('\u200C', '\u200D', '\u0301', ' ', '\u202E', 'a', 'ی', '\0', '\uFEFF'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      ),
    });
    fc.assert(
      fc.property(nasty, (typed) => {
        const once = cleanName(typed);
        expect(cleanName(once)).toBe(once);
        expect(once).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]|^\s|\s$|\s\s/u);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a native name', () => {
  test.each([
    ['', 'name-missing'],
    ['   ', 'name-missing'],
    ['\u202E\u200C', 'name-missing'],
    ['123 !', 'name-missing'],
    ['王', null],
    ['س', null],
    ['x'.repeat(NAME_LENGTH_LIMIT), null],
    ['x'.repeat(NAME_LENGTH_LIMIT + 1), 'name-long'],
    ['𠀀'.repeat(NAME_LENGTH_LIMIT), null],
  ])('%j: %s', (typed, problem) => expect(nameProblem(cleanName(typed))).toBe(problem));
});

describe('a Latin name', () => {
  test.each([
    ['Sara Ahmadi', null],
    ['Nguyễn Thị Hồng Nhung', null],
    ["O'Brien-Şahin Jr.", null],
    ['Dilnoza Toʻxtayeva', null],
    ['', 'name-not-latin'],
    ['...', 'name-not-latin'],
    ['سارا احمدی', 'name-not-latin'],
    ['Айгерим', 'name-not-latin'],
    ['Sаra', 'name-not-latin'],
    ['王 Xiaomei', 'name-not-latin'],
    ['A'.repeat(NAME_LENGTH_LIMIT + 1), 'name-long'],
  ])('%j: %s', (name, problem) => expect(latinNameProblem(name)).toBe(problem));
});

describe('the script of a name', () => {
  test.each([
    ['Ayşe Yıldırım', 'latin'],
    ['عائشہ صدیقی', 'arabic'],
    ['Ҷамшед Раҳимов', 'cyrillic'],
    ['欧阳思远', 'han'],
    ['Айгерім N.', 'cyrillic'],
    ['ნინო', 'other'],
    ['', 'other'],
  ])('of %j is %s', (name, script) => expect(scriptOf(name)).toBe(script));
});

describe('the language of a name', () => {
  test.each([
    ['fa', 'fa'],
    [' UR ', 'ur'],
    ['vi', 'vi'],
    ['', 'und'],
    ['und', 'und'],
    ['fa-IR; drop table', 'und'],
    ['\0', 'und'],
  ])('%j is kept as %s', (given, kept) => expect(cleanNameLanguage(given)).toBe(kept));
});

describe('the names of a form', () => {
  test('need not be written twice in Latin letters', () => {
    const typed = { nameNative: ' Grace  Wanjiru', nameLatin: ' ', nameLanguage: '' };
    const kept = { nameNative: 'Grace Wanjiru', nameLatin: 'Grace Wanjiru', nameLanguage: 'und' };
    expect(cleanNames(typed)).toEqual(kept);
  });

  test('keep a Latin spelling that differs', () => {
    const typed = { nameNative: 'Ayşe Yıldırım', nameLatin: 'Ayse Yildirim', nameLanguage: 'tr' };
    expect(cleanNames(typed)).toEqual(typed);
  });

  test('miss the Latin spelling of a name in another script', () => {
    const names = cleanNames({ nameNative: '王晓梅', nameLatin: '', nameLanguage: 'zh' });
    expect(namesProblems(names)).toEqual({ nameNative: null, nameLatin: 'name-not-latin' });
  });
});
