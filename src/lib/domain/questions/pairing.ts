import { askedBase, toPoints, type Asked, type QuestionKind, type RawAnswer } from './kind.ts';
import type { ChoiceOption, QuestionBase } from './question.ts';
import { shuffle } from './shuffle.ts';

/** What matching and categorising share: each item belongs to one of the choices. */
export interface PairingQuestion extends QuestionBase {
  /** Choices may be left over, and may be right for several items. */
  choices: ChoiceOption[];
  items: PairedItem[];
}

export interface PairedItem extends ChoiceOption {
  /** The choice that is right for it. */
  choiceKey: string;
}

/** The chosen choice of each item, as far as one is chosen. */
export type Pairs = Readonly<Record<string, string>>;

/**
 * The answer is a choice for each item, not necessarily for all. Points are the share of items that are right.
 *
 * Worked example: four items, three of them with the right choice and one with none: 3 of 4 of the points.
 */
export function pairing<Q extends PairingQuestion & { type: 'matching' | 'categorise' }>(
  orderOfChoices: (choices: readonly ChoiceOption[], next: () => number) => ChoiceOption[],
): QuestionKind<Q, Pairs, Pairs> {
  return {
    blankAnswer: {},
    draft: pairsOf,
    normalise(asked, raw) {
      const pairs = pairsOf(asked, raw);
      return Object.keys(pairs).length > 0 ? pairs : null;
    },
    grade(question, answer) {
      const right = question.items.filter(({ key, choiceKey }) => answer[key] === choiceKey);
      return toPoints(right.length / question.items.length, question.points);
    },
    learnerView: (question, next) => ({
      ...askedBase(question),
      items: shuffle(question.items, next).map(({ key, text }) => ({ key, text })),
      choices: orderOfChoices(question.choices, next),
    }),
    reviewView(question, answer, next) {
      const textOf = (key: string | undefined) => question.choices.find((choice) => choice.key === key)?.text;
      return {
        pairs: shuffle(question.items, next).map(({ key, text, choiceKey }) => ({
          text,
          given: textOf(answer?.[key]) ?? null,
          right: textOf(choiceKey) ?? choiceKey,
          isRight: answer?.[key] === choiceKey,
        })),
      };
    },
    rightAnswer: (question) =>
      Object.fromEntries(question.items.map(({ key, choiceKey }) => [key, choiceKey])),
    guessShare: (question) => 1 / question.choices.length,
  };
}

/** Items in the order of the question, so that the same choices are the same answer. */
function pairsOf({ items = [], choices = [] }: Asked, raw: RawAnswer): Pairs {
  if (!raw || typeof raw !== 'object') return {};
  const given = new Map<string, unknown>(Object.entries(raw));
  const chosen = items
    .map(({ key }) => [key, choices.find((choice) => choice.key === given.get(key))?.key] as const)
    .filter((pair): pair is readonly [string, string] => pair[1] !== undefined);
  return Object.fromEntries(chosen.sort(([a], [b]) => (a < b ? -1 : 1)));
}
