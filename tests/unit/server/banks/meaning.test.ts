import { expect, test } from 'vitest';
import { meaningOf } from '#lib/server/banks/meaning.ts';
import { bankQuestion } from '../../../support/bank-texts.ts';
import {
  clozeQuestion,
  matchingQuestion,
  multipleChoiceQuestion,
  numericQuestion,
  oneOfEach,
  option,
  orderingQuestion,
  singleChoiceQuestion,
} from '../../../support/factories/questions.ts';

const meaning = (question: Parameters<typeof bankQuestion>[0]) => meaningOf(bankQuestion(question).body);

test('keys and an order without meaning make no difference', () => {
  const renamed = ['x', 'y', 'z', 'w'].map((key, index) => ({ ...option('abcd'[index] ?? ''), key }));
  expect(meaning(singleChoiceQuestion({ options: renamed.toReversed(), correctKey: 'y' }))).toBe(
    meaning(singleChoiceQuestion()),
  );
  const { choices, items } = matchingQuestion();
  expect(meaning(matchingQuestion({ choices: choices.toReversed(), items: items.toReversed() }))).toBe(
    meaning(matchingQuestion()),
  );
});

test('anything that somebody would notice does', () => {
  const { items } = matchingQuestion();
  const { gaps } = clozeQuestion();
  const all = [
    ...oneOfEach(),
    singleChoiceQuestion({ correctKey: 'c' }),
    singleChoiceQuestion({ points: 2 }),
    singleChoiceQuestion({ explanation: 'Another' }),
    multipleChoiceQuestion({ correctKeys: ['a', 'b'] }),
    numericQuestion({ value: 1.9 }),
    numericQuestion({ tolerance: { relative: 0.05 } }),
    numericQuestion({ units: [{ unit: 't', factor: 1, aliases: [] }] }),
    matchingQuestion({ items: items.map((item) => ({ ...item, choiceKey: 'kiln' })) }),
    orderingQuestion({ items: orderingQuestion().items.toReversed() }),
    clozeQuestion({ gaps: gaps.map((gap) => (gap.kind === 'choice' ? { ...gap, correctKey: 'c' } : gap)) }),
    clozeQuestion({ gaps: gaps.map((gap) => ({ ...gap, weight: 1 })) }),
  ];
  expect(new Set(all.map(meaning)).size).toBe(all.length);
});
