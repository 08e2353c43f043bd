import type { BodyOf } from './bank.ts';
import { LeftOut } from './bank.ts';
import { withKeys } from './part-keys.ts';

/** Items with the choice that is right for each; an empty item only offers its choice. Equal choices are one. */
export function pairsFrom(
  given: readonly { item: string; choice: string }[],
): Pick<BodyOf<'matching'>, 'items' | 'choices'> {
  const asked = given.filter(({ item }) => item !== '');
  const names = [...new Set(given.map(({ choice }) => choice))];
  if (names.includes('')) throw new LeftOut('not-understood', '->');
  if (asked.length < 2 || names.length < 2) throw new LeftOut('too-few-parts');
  const choices = withKeys(names, 'choice', 'to-');
  return {
    choices,
    items: withKeys(
      asked.map(({ item }) => item),
      'item',
    ).map((item, index) => ({
      ...item,
      choiceKey: choices[names.indexOf(asked[index]?.choice ?? '')]?.key ?? '',
    })),
  };
}
