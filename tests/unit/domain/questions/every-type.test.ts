import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import {
  askedQuestion,
  blankAnswer,
  draftAnswer,
  gradeAnswer,
  normaliseAnswer,
  reviewedQuestion,
} from '#lib/domain/questions/registry.ts';
import { anyQuestion, likelyAnswer, oneOfEach } from '../../../support/factories/questions.ts';

/** Questions with answers: garbage, and what looks like an answer. */
const questionAndAnswer = anyQuestion.chain((question) =>
  fc.tuple(
    fc.constant(question),
    fc.oneof(
      likelyAnswer(question),
      fc.jsonValue(),
      fc.anything({ withNullPrototype: true, withBigInt: true }),
    ),
  ),
);
const seed = fc.integer();

test('grading is deterministic, bounded and kept to 1e-6', () => {
  fc.assert(
    fc.property(questionAndAnswer, ([question, raw]) => {
      const points = gradeAnswer(question, raw);
      expect(gradeAnswer(question, raw)).toBe(points);
      expect(points).toBeGreaterThanOrEqual(0);
      expect(points).toBeLessThanOrEqual(question.points);
      expect(Math.round(points * 1e6) / 1e6).toBe(points);
    }),
  );
});

test('an answer that was read once is read the same again, also after it was stored', () => {
  fc.assert(
    fc.property(questionAndAnswer, ([question, raw]) => {
      const answer = normaliseAnswer(question, raw);
      expect(normaliseAnswer(question, answer)).toEqual(answer);
      expect(normaliseAnswer(question, JSON.parse(JSON.stringify(answer)))).toEqual(answer);
      expect(gradeAnswer(question, answer)).toBe(gradeAnswer(question, raw));
    }),
  );
});

test('what the fields show again is read as what was sent', () => {
  fc.assert(
    fc.property(questionAndAnswer, ([question, raw]) => {
      const answer = normaliseAnswer(question, draftAnswer(question, raw));
      expect(answer).toEqual(normaliseAnswer(question, raw));
    }),
  );
});

test('a page reads an answer as the server does', () => {
  fc.assert(
    fc.property(questionAndAnswer, seed, ([question, raw], at) => {
      expect(normaliseAnswer(askedQuestion(question, at), raw)).toEqual(normaliseAnswer(question, raw));
    }),
  );
});

test('an answer that was read is small, whatever was sent', () => {
  fc.assert(
    fc.property(questionAndAnswer, ([question, raw]) => {
      expect(JSON.stringify(normaliseAnswer(question, raw)).length).toBeLessThan(1_000);
    }),
  );
});

test.each(oneOfEach().map((question) => [question.type, question] as const))(
  'blank fields of %s are no answer',
  (_type, question) => {
    expect(normaliseAnswer(question, blankAnswer(question))).toBeNull();
    expect(draftAnswer(question, null)).toEqual(blankAnswer(question));
    expect(gradeAnswer(question, null)).toBe(0);
  },
);

describe('the learner view', () => {
  test('is the same every time it is drawn with the same seed', () => {
    fc.assert(
      fc.property(anyQuestion, seed, (question, at) => {
        expect(askedQuestion(question, at)).toEqual(askedQuestion(question, at));
      }),
    );
  });

  test('holds neither explanation nor facts nor a field of the key', () => {
    fc.assert(
      fc.property(anyQuestion, seed, (question, at) => {
        const sent = JSON.stringify(askedQuestion(question, at));
        for (const hidden of [question.explanation, ...question.factIds]) expect(sent).not.toContain(hidden);
        const allowed = [
          'key',
          'type',
          'prompt',
          'points',
          'options',
          'items',
          'units',
          'text',
          'unit',
          'aliases',
        ];
        JSON.parse(sent, (name, value: unknown) => {
          if (!/^\d*$/.test(name)) expect(allowed).toContain(name);
          return value;
        });
      }),
    );
  });

  test('does not change when only the key changes', () => {
    fc.assert(
      fc.property(anyQuestion, seed, fc.nat(), fc.double({ noNaN: true }), (question, at, turn, value) => {
        const other = withOtherKey(question, turn, value);
        expect(JSON.stringify(askedQuestion(other, at))).toBe(JSON.stringify(askedQuestion(question, at)));
      }),
    );
  });
});

test('the review tells what was given and what is right, and nothing is given without an answer', () => {
  fc.assert(
    fc.property(questionAndAnswer, seed, ([question, raw], at) => {
      const review = reviewedQuestion(question, raw, at);
      const answered = normaliseAnswer(question, raw) !== null;
      const given = review.lines ? review.lines.some((line) => line.given) : review.given !== null;
      expect(given).toBe(answered);
      expect(review.lines?.some((line) => line.right) ?? (review.right ?? []).length > 0).toBe(true);
    }),
  );
});

/** The same question with another key. The key of an order is the order itself: see ordering.test.ts. */
function withOtherKey(question: QuestionDocument, turn: number, value: number): QuestionDocument {
  switch (question.type) {
    case 'single-choice':
      return { ...question, correctKey: question.options[turn % question.options.length]?.key ?? '' };
    case 'multiple-choice':
      return {
        ...question,
        correctKeys: question.options.slice(turn % question.options.length).map(({ key }) => key),
      };
    case 'true-false':
      return { ...question, answer: !question.answer };
    case 'numeric': {
      const units = [...question.units.slice(turn % question.units.length), ...question.units].filter(
        (unit, index, all) => all.indexOf(unit) === index,
      );
      const factors = units.map((unit, index) => ({ ...unit, factor: index + 1 }));
      return { ...question, value, tolerance: { absolute: 1 }, unit: units[0]?.unit ?? '', units: factors };
    }
    case 'ordering':
      return question;
  }
}
