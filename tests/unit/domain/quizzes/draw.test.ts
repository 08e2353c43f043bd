import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawQuestions } from '#lib/domain/quizzes/draw.ts';

const bank = fc
  .array(fc.constantFrom('why', 'how', 'when', 'who'), { minLength: 1, maxLength: 30 })
  .map((objectives) => objectives.map((objectiveKey, index) => ({ key: `q${index}`, objectiveKey })));
const anyDraw = fc.tuple(bank, fc.integer({ min: 1, max: 12 }), fc.nat());

test('as many different questions are drawn as asked for, or the whole bank', () => {
  fc.assert(
    fc.property(anyDraw, ([questions, count, seed]) => {
      const keys = drawQuestions(questions, count, seed).map(({ key }) => key);
      expect(keys).toHaveLength(Math.min(count, questions.length));
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

test('the same seed draws the same questions in the same order', () => {
  fc.assert(
    fc.property(anyDraw, ([questions, count, seed]) => {
      expect(drawQuestions(questions, count, seed)).toEqual(drawQuestions(questions, count, seed));
    }),
  );
});

test('no objective is asked about again before every other had its turn', () => {
  fc.assert(
    fc.property(anyDraw, ([questions, count, seed]) => {
      const drawn = drawQuestions(questions, count, seed);
      const asked = (key: string, from = drawn) =>
        from.filter(({ objectiveKey }) => objectiveKey === key).length;
      const objectives = [...new Set(questions.map(({ objectiveKey }) => objectiveKey))];
      const most = Math.max(...objectives.map((key) => asked(key)));
      for (const key of objectives)
        expect(asked(key)).toBeGreaterThanOrEqual(Math.min(most - 1, asked(key, questions)));
    }),
  );
});

test('every question of the bank has its chance', () => {
  const questions = Array.from({ length: 12 }, (_one, index) => ({
    key: `q${index}`,
    objectiveKey: `o${index % 4}`,
  }));
  const drawn = new Set<string>();
  for (let seed = 0; seed < 200; seed++)
    for (const { key } of drawQuestions(questions, 8, seed)) drawn.add(key);
  expect(drawn.size).toBe(12);
});

test('an empty bank gives nothing', () => {
  expect(drawQuestions([], 8, 1)).toEqual([]);
});
