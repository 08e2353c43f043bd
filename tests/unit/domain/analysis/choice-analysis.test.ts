import { expect, test } from 'vitest';
import {
  countResponses,
  hasParts,
  responseRows,
  type AnswerCount,
} from '#lib/domain/analysis/choice-analysis.ts';
import type { ThirdShares } from '#lib/domain/analysis/thirds.ts';
import { sampleQuestions } from '../../../support/factories/course-questions.ts';

const [single, multiple, flag, numeric, ordering] = sampleQuestions('steel');
const count = (question: typeof single, answers: [unknown, keyof ThirdShares, number][]) => {
  if (!question) throw new Error('no such question');
  const nowhere = { upper: 0, middle: 0, lower: 0 };
  return countResponses(
    answers.map(([raw, third, many]): AnswerCount => ({ question, raw, ...nowhere, [third]: many })),
  ).map(({ part, given, isRight, upper, middle, lower }) => [part, given, isRight, upper, middle, lower]);
};
const text = (words: string) => [{ text: words }];

test('every option of a choice, also one that nobody took, and who gave nothing', () => {
  expect(
    count(single, [
      ['b', 'upper', 3],
      ['b', 'middle', 1],
      ['a', 'lower', 2],
      [null, 'lower', 1],
      ['z', 'middle', 1],
    ]),
  ).toEqual([
    [null, text('Option b'), true, 3, 1, 0],
    [null, text('Option a'), false, 0, 0, 2],
    [null, text('Option c'), false, 0, 0, 0],
    [null, null, false, 0, 1, 1],
  ]);
});

test('each option of several that may be chosen', () => {
  expect(
    count(multiple, [
      [['a', 'c'], 'upper', 2],
      [['a', 'd'], 'lower', 1],
    ]),
  ).toEqual([
    [null, text('Option a'), true, 2, 0, 1],
    [null, text('Option c'), true, 2, 0, 0],
    [null, text('Option d'), false, 0, 0, 1],
    [null, text('Option b'), false, 0, 0, 0],
  ]);
});

test('true and false', () => {
  expect(
    count(flag, [
      ['false', 'upper', 2],
      ['true', 'lower', 1],
    ]),
  ).toEqual([
    [null, [{ flag: false }], true, 2, 0, 0],
    [null, [{ flag: true }], false, 0, 0, 1],
  ]);
});

test('numbers that mean the same are one response, however they were typed', () => {
  const rows = count(numeric, [
    [{ typed: '1.8', unit: 't' }, 'upper', 2],
    [{ typed: '۱٫۸', unit: 't' }, 'middle', 1],
    [{ typed: '9', unit: 't' }, 'lower', 1],
  ]);
  expect(rows.map(([, , ...rest]) => rest)).toEqual([
    [true, 2, 1, 0],
    [false, 0, 0, 1],
  ]);
});

test('an order is one response as a whole', () => {
  const rows = count(ordering, [
    [{ a: '1', b: '2', c: '3', d: '4' }, 'upper', 2],
    [{ a: '2', b: '1', c: '3', d: '4' }, 'lower', 1],
  ]);
  expect(rows.map(([, given, isRight]) => [(given as unknown[]).length, isRight])).toEqual([
    [4, true],
    [4, false],
  ]);
});

test('items that are matched are counted one by one', () => {
  const matching = {
    ...single,
    type: 'matching',
    choices: ['x', 'y'].map((key) => ({ key, text: `To ${key}` })),
    items: ['i', 'j'].map((key) => ({ key, text: `Item ${key}`, choiceKey: 'x' })),
  } as never;
  expect(
    count(matching, [
      [{ i: 'x', j: 'y' }, 'upper', 1],
      [{ i: 'x' }, 'lower', 2],
    ]).sort(),
  ).toEqual([
    ['Item i', text('To x'), true, 1, 0, 2],
    ['Item j', null, false, 0, 0, 2],
    ['Item j', text('To y'), false, 1, 0, 0],
  ]);
});

test('without answers there is nothing to list', () => {
  expect(countResponses([])).toEqual([]);
});

test('as a table responses have their shares of the outer thirds, and there is none without thirds', () => {
  const response = { part: null, given: text('a'), isRight: true, upper: 2, middle: 0, lower: 1 };
  expect(responseRows([response], 4)).toEqual([
    { part: null, given: text('a'), isRight: true, upperPercent: 50, lowerPercent: 25, all: 3 },
  ]);
  expect(responseRows([response], 0)).toEqual([]);
  expect(hasParts([response])).toBe(false);
  expect(hasParts([response, { part: 'Gap 1' }])).toBe(true);
});
