import type { CategoriseQuestion } from '#lib/domain/questions/categorise.ts';
import type { QuestionForm } from './form.ts';
import { buildPairs, checkPairs, pairFields, toPairs } from './pairs.ts';

export const categorise: QuestionForm<typeof pairFields, CategoriseQuestion> = {
  type: 'categorise',
  fields: pairFields,
  build: buildPairs,
  toEntry: toPairs,
  check: checkPairs,
};
