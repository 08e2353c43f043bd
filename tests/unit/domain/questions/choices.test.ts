import { describe, expect, test } from 'vitest';
import { multipleChoice } from '#lib/domain/questions/multiple-choice.ts';
import { seededNumbers } from '#lib/domain/questions/shuffle.ts';
import { singleChoice } from '#lib/domain/questions/single-choice.ts';
import { trueFalse } from '#lib/domain/questions/true-false.ts';
import {
  multipleChoiceQuestion,
  singleChoiceQuestion,
  trueFalseQuestion,
} from '../../../support/factories/questions.ts';

const mixing = () => seededNumbers(7, 'key');

describe('a single choice', () => {
  const question = singleChoiceQuestion({ points: 2 });

  test.each([
    ['b', 'b'],
    [['b'], 'b'],
    [['c', 'b'], 'c'],
    ['z', null],
    ['', null],
    [1, null],
    [{ b: 'b' }, null],
    [undefined, null],
  ])('%j is read as %j', (raw, answer) => {
    expect(singleChoice.normalise(question, raw)).toBe(answer);
    expect(singleChoice.draft(question, raw)).toBe(answer ?? '');
  });

  test('has full points for the right option and none for another', () => {
    expect(['a', 'b', 'c', 'd'].map((key) => singleChoice.grade(question, key))).toEqual([0, 2, 0, 0]);
  });

  test('is reviewed in the order in which it was asked', () => {
    const asked = singleChoice.learnerView(question, mixing()).options?.map(({ text }) => text);
    const { lines = [] } = singleChoice.reviewView(question, 'c', mixing());
    expect(lines.map(({ text }) => text)).toEqual(asked);
    expect(lines.filter(({ given }) => given).map(({ text }) => text)).toEqual(['Text of c']);
    expect(lines.filter(({ right }) => right).map(({ text }) => text)).toEqual(['Text of b']);
  });
});

describe('a multiple choice', () => {
  const question = multipleChoiceQuestion();

  test.each([
    [
      ['c', 'a'],
      ['a', 'c'],
    ],
    ['b', ['b']],
    [['a', 'a', 'z'], ['a']],
    [['', 'f'], ['f']],
    [[], null],
    [['z'], null],
    ['', null],
    [{ a: 'on' }, null],
    [true, null],
  ])('%j is read as %j', (raw, answer) => {
    expect(multipleChoice.normalise(question, raw)).toEqual(answer);
    expect(multipleChoice.draft(question, raw)).toEqual(answer ?? []);
  });

  test('does not look at a list without end', () => {
    const raw = [...Array.from({ length: 100 }, () => 'z'), 'a'];
    expect(multipleChoice.normalise(question, raw)).toBeNull();
  });

  test.each([
    [['a', 'b', 'c'], 1],
    [['a', 'b'], 0.666667],
    [['a'], 0.333333],
    [['a', 'b', 'd'], 0.333333],
    [['a', 'd'], 0],
    [['d', 'e'], 0],
    [['a', 'b', 'c', 'd', 'e', 'f'], 0],
  ])('%j has %d of one point', (answer, points) => {
    expect(multipleChoice.grade(question, answer)).toBe(points);
  });

  test('weighs its points', () => {
    expect(multipleChoice.grade(multipleChoiceQuestion({ points: 3 }), ['a', 'b'])).toBe(2);
  });
});

describe('a true-false statement', () => {
  const question = trueFalseQuestion({ answer: false });

  test.each([
    ['true', true],
    ['false', false],
    [true, true],
    [false, false],
    [['false'], false],
    ['TRUE', null],
    ['', null],
    [0, null],
    [null, null],
  ])('%j is read as %j', (raw, answer) => {
    expect(trueFalse.normalise(question, raw)).toBe(answer);
    expect(trueFalse.draft(question, raw)).toBe(answer === null ? '' : String(answer));
  });

  test('has points for the right flag only', () => {
    expect(trueFalse.grade(question, false)).toBe(1);
    expect(trueFalse.grade(question, true)).toBe(0);
  });

  test('is reviewed as flags', () => {
    expect(trueFalse.reviewView(question, true, mixing())).toEqual({
      given: [{ flag: true }],
      right: [{ flag: false }],
    });
    expect(trueFalse.reviewView(question, null, mixing()).given).toBeNull();
  });
});
