import type { SingleChoiceQuestion } from '#lib/domain/questions/single-choice.ts';
import { checkOptions, correctKeys, options, toOptions, withoutKey } from './choices.ts';
import type { QuestionForm } from './form.ts';

const fields = { options };

export const singleChoice: QuestionForm<typeof fields, SingleChoiceQuestion> = {
  type: 'single-choice',
  fields,
  build: (entry) => ({ options: withoutKey(entry.options), correctKey: correctKeys(entry.options)[0] ?? '' }),
  toEntry: (question) => ({ options: toOptions(question.options, [question.correctKey]) }),
  check({ options: written }, check) {
    checkOptions(check, written);
    if (correctKeys(written).length !== 1) check.fault(['options'], 'exactly one option must be correct');
    check.unique(
      'options',
      written.map(({ key }) => key),
    );
  },
};
