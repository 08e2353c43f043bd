import type { MultipleChoiceQuestion } from '#lib/domain/questions/multiple-choice.ts';
import { checkOptions, correctKeys, options, toOptions, withoutKey } from './choices.ts';
import type { QuestionForm } from './form.ts';

const fields = { options };

export const multipleChoice: QuestionForm<typeof fields, MultipleChoiceQuestion> = {
  type: 'multiple-choice',
  fields,
  build: (entry) => ({ options: withoutKey(entry.options), correctKeys: correctKeys(entry.options) }),
  toEntry: (question) => ({ options: toOptions(question.options, question.correctKeys) }),
  check({ options: written }, check) {
    checkOptions(check, written);
    const right = correctKeys(written).length;
    if (right === 0 || right === written.length)
      check.fault(['options'], 'a right and a wrong option are needed');
    check.unique(
      'options',
      written.map(({ key }) => key),
    );
  },
};
