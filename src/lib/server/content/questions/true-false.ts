import * as v from 'valibot';
import type { TrueFalseQuestion } from '#lib/domain/questions/true-false.ts';
import { normaliseNumber, numbersIn } from '../numbers.ts';
import { text, type QuestionForm } from './form.ts';

const fields = {
  answer: v.boolean(),
  /** The wrong numbers of a false statement. */
  decoys: v.optional(v.array(text), []),
};

export const trueFalse: QuestionForm<typeof fields, TrueFalseQuestion> = {
  type: 'true-false',
  fields,
  build: ({ answer }) => ({ answer }),
  toEntry: ({ answer }) => ({ answer }),
  check({ answer, decoys }, check) {
    if (answer && decoys.length > 0) check.fault(['decoys'], 'only a false statement may hold wrong numbers');
    const stated = numbersIn(check.prompt);
    for (const decoy of decoys)
      if (!stated.includes(normaliseNumber(decoy)))
        check.fault(['decoys'], `the decoy ${decoy} is not in the prompt`);
  },
};
