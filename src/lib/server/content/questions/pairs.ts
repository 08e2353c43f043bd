import * as v from 'valibot';
import type { PairingQuestion } from '#lib/domain/questions/pairing.ts';
import { checkKeysTellNothing, key, keyed, some, type FormCheck, type Written } from './form.ts';

/** Items, each with the choice that is right for it. */
export const pairFields = {
  choices: some(keyed, 2, 8, 'choices'),
  items: some(v.strictObject({ ...keyed.entries, choice: key }), 2, 10, 'items'),
};

type Pairs = Written<typeof pairFields>;

export const buildPairs = ({ choices, items }: Pairs): Pick<PairingQuestion, 'choices' | 'items'> => ({
  choices,
  items: items.map(({ choice, ...item }) => ({ ...item, choiceKey: choice })),
});

/** The way back. */
export const toPairs = ({ choices, items }: Pick<PairingQuestion, 'choices' | 'items'>) => ({
  choices,
  items: items.map(({ choiceKey, ...item }) => ({ ...item, choice: choiceKey })),
});

/** A choice that is right for no item may hold any number. */
export function checkPairs({ choices, items }: Pairs, check: FormCheck): void {
  const used = new Set(items.map(({ choice }) => choice));
  for (const [index, { text, choice }] of items.entries()) {
    check.numbers(['items', index], text);
    if (!choices.some((one) => one.key === choice))
      check.fault(['items', index], `the choice ${choice} does not exist`);
  }
  for (const [index, choice] of choices.entries())
    if (used.has(choice.key)) check.numbers(['choices', index], choice.text);
  if (used.size < 2) check.fault(['items'], 'items of at least two choices are needed');
  for (const [field, list] of Object.entries({ choices, items }))
    check.unique(
      field,
      list.map((one) => one.key),
    );
  checkKeysTellNothing(check, items);
}
