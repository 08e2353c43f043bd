import { describe, expect, test } from 'vitest';
import {
  gradeAnswer,
  normaliseAnswer,
  reviewedQuestion,
  rightAnswer,
} from '#lib/domain/questions/registry.ts';
import { shortTextQuestion } from '../../../support/factories/questions.ts';

const question = shortTextQuestion({ points: 2 });
const accepting = (pattern: string, given: Parameters<typeof shortTextQuestion>[0] = {}) =>
  shortTextQuestion({ accepted: [{ pattern, share: 1 }], ...given });

test.each([
  ['clinker', 2],
  ['  Clinker  ', 2],
  ['ＣＬＩＮＫＥＲ', 2],
  ['cement', 1],
  ['a CEMENT kiln', 1],
  ['clinkers', 0],
  ['', 0],
])('"%s" gets %d of 2 points', (typed, points) => {
  expect(gradeAnswer(question, typed)).toBe(points);
});

describe('a star stands for any text', () => {
  test.each([
    ['*furnace', 'blast furnace', true],
    ['*furnace', 'furnace', true],
    ['*furnace', 'furnaces', false],
    ['blast*furnace', 'blast oxygen furnace', true],
    ['b*a*e', 'blast furnace', true],
    ['b*z*e', 'blast furnace', false],
    ['5 \\* 3', '5 * 3', true],
    ['5 \\* 3', '5 and 3', false],
    ['a.b', 'axb', false],
    ['(a|b)', '(a|b)', true],
  ])('%s and "%s"', (pattern, typed, isRight) => {
    expect(gradeAnswer(accepting(pattern), typed)).toBe(isRight ? 1 : 0);
  });
});

describe('case and diacritics', () => {
  test.each([
    ['CO2', 'co2', {}, true],
    ['CO2', 'co2', { matchCase: true }, false],
    ['CO2', 'CO2', { matchCase: true }, true],
    ['énergie', 'energie', {}, true],
    ['énergie', 'energie', { matchDiacritics: true }, false],
    ['énergie', 'e\u0301nergie', { matchDiacritics: true }, true],
    ['İstanbul', 'istanbul', {}, true],
    ['ISI', 'ısı', {}, true],
    ['فولاد', 'فُولاد', {}, true],
    ['کربنی', 'كربني', { matchDiacritics: true }, true],
    ['می‌رود', 'میرود', {}, true],
  ])('%s and %s with %j', (pattern, typed, rule, isRight) => {
    expect(gradeAnswer(accepting(pattern, rule), typed)).toBe(isRight ? 1 : 0);
  });
});

test.each([[42], [{ typed: 'clinker' }], ['x'.repeat(201)], [['clinker', 'x'].slice(0, 0)], ['\u200b ']])(
  '%j is no answer',
  (raw) => {
    expect(normaliseAnswer(question, raw)).toBeNull();
  },
);

test('the review shows the best answer, with a mark where anything may stand', () => {
  const review = reviewedQuestion(accepting('*furnace*'), 'kiln', 1);
  expect(review).toEqual({ given: [{ text: 'kiln' }], right: [{ text: '…furnace…' }] });
  expect(rightAnswer(accepting('*5 \\* 3'))).toBe('5 * 3');
});

test('a long pattern of stars is judged at once', () => {
  const before = performance.now();
  gradeAnswer(accepting('a*'.repeat(20) + 'b'), 'a'.repeat(200));
  expect(performance.now() - before).toBeLessThan(200);
});
