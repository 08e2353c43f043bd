import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keysTellOrder, ordering } from '#lib/domain/questions/ordering.ts';
import { seededNumbers } from '#lib/domain/questions/shuffle.ts';
import { option, orderingQuestion } from '../../../support/factories/questions.ts';

const question = orderingQuestion();
const right = ['north', 'east', 'south', 'west'];

test.each([
  [
    ['west', 'north', 'east', 'south'],
    ['west', 'north', 'east', 'south'],
  ],
  [{ north: '2', east: '3', south: '4', west: '1' }, ['west', 'north', 'east', 'south']],
  [{ north: 2, east: 3, south: 4, west: 1 }, ['west', 'north', 'east', 'south']],
  [
    ['up', 'west', 'north', 'east', 'south'],
    ['west', 'north', 'east', 'south'],
  ],
  [{ north: '1', east: '2', south: '3', west: '4', up: '5' }, right],
  [['north', 'east', 'south'], null],
  [['north', 'north', 'east', 'south', 'west'], null],
  [{ north: '1', east: '1', south: '3', west: '4' }, null],
  [{ north: '1', east: '2', south: '3', west: '' }, null],
  [{ north: '1', east: '2', south: '3', west: '5' }, null],
  [{ north: Object.create(null) as object, east: {}, south: [], west: null }, null],
  ['north', null],
  [null, null],
  [4, null],
])('%j is read as %j', (raw, answer) => {
  expect(ordering.normalise(question, raw)).toEqual(answer);
});

test('places that are chosen so far are shown again', () => {
  expect(ordering.draft(question, { north: '2', east: '', south: '9', up: '1' })).toEqual({ north: '2' });
  expect(ordering.draft(question, right)).toEqual({ north: '1', east: '2', south: '3', west: '4' });
});

test.each([
  [right, 1],
  [['east', 'south', 'west', 'north'], 0.666667],
  [['north', 'east', 'west', 'south'], 0.333333],
  [['west', 'south', 'east', 'north'], 0],
  [['south', 'west', 'north', 'east'], 0.666667],
])('%j has %d of one point', (answer, points) => {
  expect(ordering.grade(question, answer)).toBe(points);
});

describe('the order in which items are handed out', () => {
  test('is never the right one', () => {
    fc.assert(
      fc.property(fc.integer(), fc.shuffledSubarray(right, { minLength: 3 }), (seed, keys) => {
        const asked = ordering.learnerView(
          orderingQuestion({ items: keys.map(option) }),
          seededNumbers(seed),
        );
        expect(asked.items?.map(({ key }) => key)).not.toEqual(keys);
        expect(asked.items?.map(({ key }) => key).sort()).toEqual([...keys].sort());
      }),
    );
  });

  test('does not depend on the right one, but for not being it', () => {
    fc.assert(
      fc.property(fc.integer(), fc.shuffledSubarray(right, { minLength: 4 }), (seed, keys) => {
        const views = [right, keys].map((order) =>
          ordering
            .learnerView(orderingQuestion({ items: order.map(option) }), seededNumbers(seed))
            .items?.map(({ key }) => key),
        );
        const [one, other] = views.map((order) => order?.join());
        // The one exception: the mixed order was the right one of the two and had to be turned.
        if (one !== other)
          expect([...views].some((view) => view && turnedBack(view, [right, keys]))).toBe(true);
      }),
    );
  });

  const turnedBack = (view: string[], orders: string[][]) =>
    orders.some((order) => [...view.slice(-1), ...view.slice(0, -1)].join() === order.join());
});

test('keys in alphabetical order would tell the right order', () => {
  expect(keysTellOrder(['a', 'b', 'c'].map(option))).toBe(true);
  expect(keysTellOrder(['c', 'b', 'a'].map(option))).toBe(true);
  expect(keysTellOrder(['b', 'a', 'c'].map(option))).toBe(false);
  expect(keysTellOrder(question.items)).toBe(false);
});
