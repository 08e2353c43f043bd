import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gradeAnswer, rightAnswer } from '#lib/domain/questions/registry.ts';
import { REGRADE_POLICIES, regradedPoints, type RegradePolicy } from '#lib/domain/quizzes/regrade.ts';
import {
  anyQuestion,
  likelyAnswer,
  multipleChoiceQuestion,
  oneOfEach,
  singleChoiceQuestion,
} from '../../../support/factories/questions.ts';

/** Two points, right is `b`; corrected to `a`, of one point. */
const asked = singleChoiceQuestion({ points: 2, correctKey: 'b' });
const corrected = singleChoiceQuestion({ points: 1, correctKey: 'a' });

describe('points under each policy', () => {
  const cases: [RegradePolicy, unknown, number, number][] = [
    // policy, answer, points before, points after
    ['full-credit', 'a', 0, 2],
    ['full-credit', 'b', 2, 2],
    ['full-credit', 'c', 0, 2],
    ['full-credit', null, 0, 2],
    ['accept-both', 'a', 0, 2],
    ['accept-both', 'b', 2, 2],
    ['accept-both', 'c', 0, 0],
    ['accept-both', null, 0, 0],
    // What an earlier regrade gave is not what the old key says.
    ['accept-both', 'c', 2, 0],
    ['new-never-lower', 'a', 0, 2],
    ['new-never-lower', 'b', 2, 2],
    ['new-never-lower', 'c', 0, 0],
    ['new-never-lower', 'c', 2, 2],
    ['new-never-lower', null, 0, 0],
    ['new-only', 'a', 0, 2],
    ['new-only', 'b', 2, 0],
    ['new-only', 'c', 0, 0],
    ['new-only', null, 0, 0],
  ];
  test.each(cases)('%s gives the answer %j with %d points %d', (policy, answer, points, after) => {
    expect(regradedPoints(policy, { points, asked, corrected, answer })).toBe(after);
  });

  test('a share of the corrected question is that share of the points that were asked', () => {
    const old = multipleChoiceQuestion({ points: 3, correctKeys: ['d', 'e', 'f'] });
    const right = multipleChoiceQuestion({ points: 7, correctKeys: ['a', 'b', 'c'] });
    const answer = ['a', 'b'];
    expect(regradedPoints('new-only', { points: 0, asked: old, corrected: right, answer })).toBe(2);
  });

  test('an option that the correction took away gets nothing, and harms nobody who may not get less', () => {
    const without = singleChoiceQuestion({ options: corrected.options.slice(2), correctKey: 'c' });
    const marked = { points: 2, asked, corrected: without, answer: 'b' };
    expect(REGRADE_POLICIES.map((policy) => regradedPoints(policy, marked))).toEqual([2, 2, 2, 0]);
  });
});

/** A question with a correction of it (often of another kind: nothing may depend on it), an answer and points that it can have. */
const marked = fc
  .tuple(anyQuestion, anyQuestion, fc.constantFrom(0, 0.25, 0.5, 1))
  .chain(([first, second, share]) =>
    fc.record({
      asked: fc.constant(first),
      corrected: fc.constant(second),
      points: fc.constant(Math.round(first.points * share * 1e6) / 1e6),
      answer: fc.oneof(likelyAnswer(first), likelyAnswer(second), fc.constant(null), fc.jsonValue()),
    }),
  );
const policies = fc.constantFrom(...REGRADE_POLICIES);

describe('for every question, correction and answer', () => {
  test('the points are bounded by those of the question as asked, kept to 1e-6 and the same every time', () => {
    fc.assert(
      fc.property(policies, marked, (policy, one) => {
        const points = regradedPoints(policy, one);
        expect(points).toBeGreaterThanOrEqual(0);
        expect(points).toBeLessThanOrEqual(one.asked.points);
        expect(Math.round(points * 1e6) / 1e6).toBe(points);
        expect(regradedPoints(policy, one)).toBe(points);
      }),
    );
  });

  test('doing it twice is doing it once', () => {
    fc.assert(
      fc.property(policies, marked, (policy, one) => {
        const points = regradedPoints(policy, one);
        expect(regradedPoints(policy, { ...one, points })).toBe(points);
      }),
    );
  });

  test('"never lower" never lowers, and full credit gives all', () => {
    fc.assert(
      fc.property(marked, (one) => {
        expect(regradedPoints('new-never-lower', one)).toBeGreaterThanOrEqual(one.points);
        expect(regradedPoints('full-credit', one)).toBe(one.asked.points);
      }),
    );
  });

  test('"accept both" gives at least what either key gives, and nothing beyond the two', () => {
    fc.assert(
      fc.property(marked, (one) => {
        const old = gradeAnswer(one.asked, one.answer);
        const anew = regradedPoints('new-only', one);
        expect(regradedPoints('accept-both', one)).toBe(Math.max(old, anew));
      }),
    );
  });

  test.each(oneOfEach().map((question) => [question.type, question] as const))(
    'a right answer to a corrected %s gets all points under every policy',
    (_type, one) => {
      const corrected = { ...one, points: 5 };
      for (const policy of REGRADE_POLICIES)
        expect(
          regradedPoints(policy, {
            points: 0,
            asked: { ...one, points: 2 },
            corrected,
            answer: rightAnswer(one),
          }),
        ).toBe(2);
    },
  );
});
