import type { BodyOf } from './bank.ts';

type Pairing = Pick<BodyOf<'matching'>, 'items' | 'choices'>;

/** Texts of the choices by key. */
export const choiceTexts = ({ choices }: Pairing): ReadonlyMap<string, string> =>
  new Map(choices.map(({ key, text }) => [key, text]));

/** Choices that are right for no item. */
export const leftOverChoices = ({ items, choices }: Pairing): string[] =>
  choices.filter(({ key }) => !items.some(({ choiceKey }) => choiceKey === key)).map(({ text }) => text);
