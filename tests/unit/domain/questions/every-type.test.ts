import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NumberRule } from '#lib/domain/questions/numeric.ts';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import {
  askedQuestion,
  blankAnswer,
  draftAnswer,
  gradeAnswer,
  guessShare,
  normaliseAnswer,
  reviewedQuestion,
  rightAnswer,
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
          ...['key', 'type', 'prompt', 'points', 'options', 'items', 'choices', 'text'],
          ...['units', 'unit', 'aliases', 'decimalMark', 'gaps', 'kind'],
          ...['picture', 'hash', 'mediaType', 'width', 'height', 'alt', 'regions', 'label', 'many'],
          ...['shape', 'x', 'y', 'radius'],
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
      const given =
        review.lines?.some((line) => line.given) ??
        review.pairs?.some((pair) => pair.given !== null) ??
        review.given !== null;
      expect(given).toBe(answered);
      const right = review.lines?.filter((line) => line.right) ?? review.pairs ?? review.right ?? [];
      expect(right.length).toBeGreaterThan(0);
    }),
  );
});

test('the right answer gets all points', () => {
  fc.assert(
    fc.property(anyQuestion, (question) => {
      fc.pre(hasFullAnswer(question));
      expect(gradeAnswer(question, rightAnswer(question))).toBe(question.points);
    }),
  );
});

test('what blind guessing brings is a share', () => {
  fc.assert(
    fc.property(anyQuestion, (question) => {
      const share = guessShare(question) ?? 0;
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }),
  );
});

/** An author may accept texts for less than all points only. */
const hasFullAnswer = (question: QuestionDocument): boolean => {
  const rules = question.type === 'cloze' ? question.gaps : [question];
  return rules.every((rule) => !('accepted' in rule) || rule.accepted.some(({ share }) => share === 1));
};

/** The same question with another key. The key of an order is the order itself: see ordering.test.ts. */
function withOtherKey(question: QuestionDocument, turn: number, value: number): QuestionDocument {
  const turned = <T>(list: readonly T[]): T => list[turn % list.length] as T;
  switch (question.type) {
    case 'single-choice':
      return { ...question, correctKey: turned(question.options).key };
    case 'multiple-choice':
      return {
        ...question,
        correctKeys: question.options.slice(turn % question.options.length).map(({ key }) => key),
      };
    case 'true-false':
      return { ...question, answer: !question.answer };
    case 'numeric':
      return { ...question, ...otherNumber(question, turn, value) };
    case 'short-text':
      return {
        ...question,
        accepted: [{ pattern: String(value), share: 1 }],
        matchCase: !question.matchCase,
      };
    case 'matching':
    case 'categorise':
      return {
        ...question,
        items: question.items.map((item) => ({ ...item, choiceKey: turned(question.choices).key })),
      };
    case 'cloze':
      return {
        ...question,
        gaps: question.gaps.map((gap) => {
          if (gap.kind === 'choice') return { ...gap, correctKey: turned(gap.options).key };
          if (gap.kind === 'text') return { ...gap, accepted: [{ pattern: String(value), share: 1 }] };
          return { ...gap, ...otherNumber(gap, turn, value) };
        }),
      };
    case 'hotspot': {
      const at = turn % question.regions.length;
      const keys = question.regions.map(({ key }) => key);
      return {
        ...question,
        correctKeys: [...keys.slice(at), ...keys].slice(0, question.correctKeys.length),
      };
    }
    case 'ordering':
      return question;
  }
}

function otherNumber(rule: NumberRule, turn: number, value: number) {
  const units = [...rule.units.slice(turn % rule.units.length), ...rule.units].filter(
    (unit, index, all) => all.indexOf(unit) === index,
  );
  const factors = units.map((unit, index) => ({ ...unit, factor: index + 1 }));
  return {
    value,
    tolerance: { absolute: 1 },
    unit: units[0]?.unit ?? '',
    units: factors,
    wrongUnitLoses: 0.3,
  };
}
