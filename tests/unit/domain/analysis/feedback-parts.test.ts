import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FEWEST_ANSWERS, partsInSum } from '#lib/domain/analysis/feedback-parts.ts';

/** One person: in which of the views of one reader their answer counts, as a word such as "011". */
function marksOf(groups: readonly number[]): string[] {
  const isIn = partsInSum(groups);
  const sumHolds = groups.filter((_, index) => isIn[index]).reduce((a, b) => a + b, 0) >= FEWEST_ANSWERS;
  return groups.flatMap((count, group) => {
    const views = groups.map((size, other) => other === group && size >= FEWEST_ANSWERS);
    return Array<string>(count).fill([...views, sumHolds && isIn[group]].map(Number).join(''));
  });
}

test.each([
  [
    [8, 3, 0],
    [true, false, false],
  ],
  [
    [8, 3, 2],
    [true, true, true],
  ],
  [
    [4, 1],
    [true, true],
  ],
  [[4], [false]],
  [[5], [true]],
  [[], []],
])('of %j answers the sum holds %j', (answers, expected) => {
  expect(partsInSum(answers)).toEqual(expected);
});

test('no sum or difference of views tells of fewer than five people', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 8 }), (groups) => {
      // People who stand in the same views cannot be told apart, whatever is added up or taken away.
      const alike = Map.groupBy(marksOf(groups), (mark) => mark);
      for (const [mark, people] of alike)
        if (mark.includes('1')) expect(people.length).toBeGreaterThanOrEqual(FEWEST_ANSWERS);
    }),
  );
});
