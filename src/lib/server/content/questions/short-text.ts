import type { ShortTextQuestion } from '#lib/domain/questions/short-text.ts';
import type { QuestionForm } from './form.ts';
import { buildText, checkText, textFields, toText } from './text-rule.ts';

export const shortText: QuestionForm<typeof textFields, ShortTextQuestion> = {
  type: 'short-text',
  fields: textFields,
  build: buildText,
  toEntry: toText,
  check: (entry, check) => checkText(check, entry),
};
