import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guessMapping, isAmbiguous } from '#lib/domain/imports/column-mapping.ts';
import {
  countFates,
  judgePeople,
  type FileLine,
  type KnownPerson,
} from '#lib/domain/imports/judge-people.ts';
import { readCountry, readLanguage } from '#lib/domain/imports/read-words.ts';

describe('the columns of a file', () => {
  test.each([
    [
      ['Name', 'Name in Latin letters', 'E-mail', 'Language', 'Country'],
      [0, 1, 2, 3, 4],
    ],
    [
      ['ФИО', 'Имя латиницей', 'Электронная почта', 'Язык', 'Страна'],
      [0, 1, 2, 3, 4],
    ],
    [
      ['ایمیل', 'نام', 'نام لاتین', 'زبان', 'کشور'],
      [1, 2, 0, 3, 4],
    ],
    [
      ['نام و نام خانوادگی', 'نام به انگلیسی', 'رایانامه'],
      [0, 1, 2, null, null],
    ],
    [
      ['姓名', '拼音', '电子邮箱', '语言', '国家'],
      [0, 1, 2, 3, 4],
    ],
    [
      ['Ad Soyad', 'Latin harfleriyle ad', 'E-posta', 'Dil', 'Ülke'],
      [0, 1, 2, 3, 4],
    ],
    [
      ['No.', 'EMAIL ADDRESS', 'Full name'],
      [2, null, 1, null, null],
    ],
    [
      ['a', 'b'],
      [null, null, null, null, null],
    ],
  ])('are guessed from %j', (heads, [nameNative, nameLatin, email, language, country]) => {
    expect(guessMapping(heads)).toEqual({ nameNative, nameLatin, email, language, country });
  });

  test('never hold two things by a guess', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('name', 'email', 'نام', 'ФИО', 'latin', 'x', 'Dil')), (heads) => {
        expect(isAmbiguous(guessMapping(heads))).toBe(false);
      }),
    );
  });
});

test.each([
  ['kz', 'KZ'],
  ['Kazakhstan', 'KZ'],
  ['Казахстан', 'KZ'],
  ['ایران', 'IR'],
  ['中国', 'CN'],
  ['Türkiye', 'TR'],
  ['Narnia', null],
  ['XX', null],
])('the country %s is %s', (word, code) => expect(readCountry(word)).toBe(code));

test.each([
  ['fa', 'fa'],
  ['Persian', 'fa'],
  ['казахский', 'kk'],
  ['فارسی', 'fa'],
  ['Klingon', null],
])('the language %s is %s', (word, code) => expect(readLanguage(word)).toBe(code));

const MAPPING = { nameNative: 0, nameLatin: 1, email: 2, language: 3, country: 4 };
const line = (number: number, cells: string[], formulas: number[] = []): FileLine => ({
  line: number,
  cells,
  formulas,
});
const good = (number: number, email: string) =>
  line(number, ['نرگس رضایی', 'Narges Rezaei', email, 'fa', 'IR']);
const judge = (lines: FileLine[], known: [string, KnownPerson][] = [], isMoving = false) =>
  judgePeople(lines, { mapping: MAPPING, cohortId: 'here', known: new Map(known), isMoving });
const problemOf = (cells: string[], formulas: number[] = []) =>
  judge([line(2, cells, formulas)])[0]?.problems;

describe('a line', () => {
  test('of somebody without an account is new, with names and address as they are kept', () => {
    expect(judge([line(2, [' نرگس  رضایی ', 'Narges', ' N@Example.ORG', 'Persian', 'iran'])])).toEqual([
      {
        line: 2,
        person: {
          nameNative: 'نرگس رضایی',
          nameLatin: 'Narges',
          email: 'n@example.org',
          nameLanguage: 'fa',
          country: 'IR',
        },
        userId: null,
        fate: 'new',
        problems: [],
      },
    ]);
  });

  test.each([
    [['Anna', '', 'a@example.org'], []],
    [['', 'Anna', 'a@example.org'], []],
    [['Anna', '', ''], [{ problem: 'email-missing' }]],
    [['Anna', '', 'anna(at)example'], [{ problem: 'email-wrong' }]],
    [['', '', 'a@example.org'], [{ problem: 'name-missing' }]],
    [['A'.repeat(121), '', 'a@example.org'], [{ problem: 'name-long' }]],
    [['王芳', '', 'a@example.org'], [{ problem: 'latin-missing' }]],
    [['Anna', '', 'a@example.org', '', 'Narnia'], [{ problem: 'country-unknown', value: 'Narnia' }]],
    [['Anna', '', 'a@example.org', 'Elvish'], [{ problem: 'language-unknown', value: 'Elvish' }]],
    [['=HYPERLINK("x")', 'Anna', 'a@example.org'], [{ problem: 'formula', column: 0 }]],
  ])('of %j has the problems %j', (cells, problems) => expect(problemOf(cells)).toEqual(problems));

  test('with a formula of a workbook is refused, whatever it gave', () => {
    expect(problemOf(['Anna', 'Anna', 'a@example.org'], [1])).toEqual([{ problem: 'formula', column: 1 }]);
  });

  test('with an address that stood before names the earlier line', () => {
    const judged = judge([good(2, 'a@example.org'), good(3, 'b@example.org'), good(5, 'A@example.org')]);
    expect(judged.map(({ fate }) => fate)).toEqual(['new', 'new', 'bad']);
    expect(judged[2]?.problems).toEqual([{ problem: 'duplicate', line: 2 }]);
  });

  test('of an account is enrolled, moved, left or nothing, by where it is', () => {
    const known: [string, KnownPerson][] = [
      ['none@example.org', { userId: '1', cohortId: null }],
      ['here@example.org', { userId: '2', cohortId: 'here' }],
      ['other@example.org', { userId: '3', cohortId: 'there' }],
    ];
    const lines = known.map(([email], at) => good(at + 2, email));
    expect(judge(lines, known).map(({ fate }) => fate)).toEqual(['known', 'here', 'left']);
    expect(judge(lines, known, true).map(({ fate }) => fate)).toEqual(['known', 'here', 'move']);
    expect(countFates(judge(lines, known, true))).toEqual({
      new: 0,
      known: 1,
      move: 1,
      left: 0,
      here: 1,
      bad: 0,
    });
  });

  test('without any text is passed over', () => expect(judge([line(2, ['', ' ', ''])])).toEqual([]));
});

test('every address comes in once at most, whatever the file', () => {
  const email = fc.constantFrom('a@example.org', 'b@example.org', 'A@EXAMPLE.org', '', 'c');
  fc.assert(
    fc.property(fc.array(email), (emails) => {
      const judged = judge(emails.map((one, at) => good(at + 2, one)));
      const taken = judged.filter(({ fate }) => fate !== 'bad').map(({ person }) => person.email);
      expect(new Set(taken).size).toBe(taken.length);
      expect(judged.every(({ fate, problems }) => (fate === 'bad') === problems.length > 0)).toBe(true);
    }),
  );
});
