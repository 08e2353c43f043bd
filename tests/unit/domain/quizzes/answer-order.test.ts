import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrivalOf } from '#lib/domain/quizzes/answer-order.ts';

test.each([
  [4, true, 5, 'newer'],
  [4, false, 5, 'newer'],
  [4, true, 4, 'repetition'],
  [4, false, 4, 'stale'],
  [4, true, 3, 'stale'],
  [0, false, 1, 'newer'],
] as const)('kept is %i, the same answer %s, sent is %i: %s', (seq, isSame, sent, arrival) => {
  expect(arrivalOf({ seq, isSame }, { seq: sent })).toBe(arrival);
});

test('any order and repetition of answers ends with the same one kept', () => {
  const given = fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 20 });
  const mixed = given.chain((seqs) =>
    fc.tuple(
      fc.constant(seqs),
      fc.array(fc.constantFrom(...seqs)),
      fc.shuffledSubarray(seqs, { minLength: seqs.length }),
    ),
  );
  fc.assert(
    fc.property(mixed, ([seqs, again, shuffled]) => {
      const kept = [...again, ...shuffled, ...again].reduce(
        (have, seq) => (arrivalOf({ seq: have, isSame: have === seq }, { seq }) === 'newer' ? seq : have),
        0,
      );
      expect(kept).toBe(Math.max(...seqs));
    }),
  );
});
