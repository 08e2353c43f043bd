import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { buildQuestion, questionEntry, toEntry } from '#lib/server/content/questions/registry.ts';
import { anyQuestion, oneOfEach } from '../../../../support/factories/questions.ts';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';

/** Pictures by their hash, as a published question names them. */
const picturesOf = (question: QuestionDocument) => (file: string) => {
  if (question.type !== 'hotspot' || question.picture.hash !== file) return null;
  const { alt: _alt, ...picture } = question.picture;
  return picture;
};

const writtenAgain = (question: QuestionDocument) =>
  buildQuestion(v.parse(questionEntry, toEntry(question)), picturesOf(question));

test.each(oneOfEach().map((question) => [question.type, question] as const))(
  'a published %s question, written as its authors would, is the same question again',
  (_type, question) => {
    expect(writtenAgain(question)).toEqual(question);
  },
);

test('so is any question that the form can hold', () => {
  fc.assert(
    fc.property(anyQuestion, (question) => {
      const entry = v.safeParse(questionEntry, toEntry({ ...question, factIds: ['steel-01'] }));
      fc.pre(entry.success);
      expect(writtenAgain({ ...question, factIds: ['steel-01'] })).toEqual({
        ...question,
        prompt: question.prompt.trim(),
        factIds: ['steel-01'],
      });
    }),
  );
});

test('a question that staff add may leave out where it belongs', () => {
  const entry = v.parse(questionEntry, { key: 'new', type: 'true-false', prompt: 'Is it?', answer: true });
  expect(buildQuestion(entry, () => null)).toEqual({
    key: 'new',
    type: 'true-false',
    objectiveKey: '',
    sectionKey: '',
    factIds: [],
    prompt: 'Is it?',
    explanation: '',
    points: 1,
    answer: true,
  });
});
