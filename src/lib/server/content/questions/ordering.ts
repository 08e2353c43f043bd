import type { OrderingQuestion } from '#lib/domain/questions/ordering.ts';
import { keyed, some, type QuestionForm } from './form.ts';

const fields = { items: some(keyed, 3, 6, 'items') };

export const ordering: QuestionForm<typeof fields, OrderingQuestion> = {
  type: 'ordering',
  fields,
  build: ({ items }) => ({ items }),
  toEntry: ({ items }) => ({ items }),
  check({ items }, check) {
    for (const [index, { text }] of items.entries()) check.numbers(['items', index], text);
    check.unique(
      'items',
      items.map(({ key }) => key),
    );
  },
};
