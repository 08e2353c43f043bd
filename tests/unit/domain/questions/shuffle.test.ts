import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededNumbers, shuffle } from '#lib/domain/questions/shuffle.ts';

const letters = ['a', 'b', 'c', 'd'];

test('a shuffled list holds the same things', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
      expect(shuffle(items, seededNumbers(seed)).sort()).toEqual([...items].sort());
    }),
  );
});

test('the same seed and words give the same order, and the list given stays as it is', () => {
  expect(shuffle(letters, seededNumbers(5, 'q1'))).toEqual(shuffle(letters, seededNumbers(5, 'q1')));
  expect(letters).toEqual(['a', 'b', 'c', 'd']);
});

test('every order comes up about as often', () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 24_000; seed++) {
    const order = shuffle(letters, seededNumbers(seed, 'steel-q01')).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(24);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(200);
});

test('two questions of one attempt are not mixed alike', () => {
  const orders = (words: string) =>
    Array.from({ length: 50 }, (_one, seed) => shuffle(letters, seededNumbers(seed, words)).join(''));
  expect(orders('steel-q01')).not.toEqual(orders('steel-q02'));
});
