import { expect, test } from 'vitest';
import {
  askedQuestion,
  gradeAnswer,
  normaliseAnswer,
  reviewedQuestion,
} from '#lib/domain/questions/registry.ts';
import { categoriseQuestion, matchingQuestion } from '../../../support/factories/questions.ts';

const right = { limestone: 'kiln', coke: 'furnace', naphtha: 'cracker' };

test.each([
  [right, 3],
  [{ ...right, coke: 'turbine' }, 2],
  [{ limestone: 'kiln' }, 1],
  [{ limestone: 'furnace', coke: 'kiln' }, 0],
  [{}, 0],
])('%j gets %d of 3 points', (answer, points) => {
  expect(gradeAnswer(matchingQuestion({ points: 3 }), answer)).toBe(points);
});

test('what is no item or no choice is not read', () => {
  const question = matchingQuestion();
  expect(
    normaliseAnswer(question, { limestone: 'kiln', other: 'kiln', coke: 'nothing', naphtha: 5 }),
  ).toEqual({
    limestone: 'kiln',
  });
  for (const raw of [null, 'kiln', [], { limestone: '' }, 7])
    expect(normaliseAnswer(question, raw)).toBeNull();
});

test('choices to match are mixed, groups stand in the order of the author', () => {
  const orders = new Set<string>();
  for (let seed = 0; seed < 40; seed++) {
    orders.add((askedQuestion(matchingQuestion(), seed).choices ?? []).map(({ key }) => key).join());
    expect(askedQuestion(categoriseQuestion(), seed).choices?.map(({ key }) => key)).toEqual([
      'clean',
      'fossil',
    ]);
  }
  expect(orders.size).toBeGreaterThan(5);
});

test('the review stands in the order of the attempt and names what was given', () => {
  const question = categoriseQuestion();
  const asked = askedQuestion(question, 3).items?.map(({ text }) => text);
  const { pairs } = reviewedQuestion(question, { sun: 'clean', coal: 'clean' }, 3);
  expect(pairs?.map(({ text }) => text)).toEqual(asked);
  expect(pairs?.find(({ text }) => text === 'Text of coal')).toEqual({
    text: 'Text of coal',
    given: 'Text of clean',
    right: 'Text of fossil',
    isRight: false,
  });
  expect(pairs?.find(({ text }) => text === 'Text of oil')?.given).toBeNull();
});
