import type { MatchingQuestion } from '#lib/domain/questions/matching.ts';
import type { QuestionForm } from './form.ts';
import { buildPairs, checkPairs, pairFields, toPairs } from './pairs.ts';

export const matching: QuestionForm<typeof pairFields, MatchingQuestion> = {
  type: 'matching',
  fields: pairFields,
  build: buildPairs,
  toEntry: toPairs,
  check: checkPairs,
};
